// Links between the pages of open data: absolute, by the address under which this server was asked.
import type { FastifyRequest } from 'fastify';
import type { Language } from '../../../platform/server/http/route.ts';
import { COLLECTION_WORDS, type CollectionId } from '../core/collections.ts';

export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
  readonly title?: string;
}

export const JSON_TYPE = 'application/json';
export const GEOJSON_TYPE = 'application/geo+json';

export const CRS84 = 'http://www.opengis.net/def/crs/OGC/1.3/CRS84';

export class Links {
  readonly #base: string;
  readonly #root: string;

  constructor(request: Pick<FastifyRequest, 'protocol' | 'host'>, districtId: string) {
    this.#base = `${request.protocol}://${request.host}`;
    this.#root = `${this.#base}/api/geodata/${districtId}`;
  }

  /** `/collections/grids/items?limit=10` of the district. */
  page(path: string, rel: string, type = JSON_TYPE, title?: string): Link {
    return { href: `${this.#root}${path}`, rel, type, ...(title === undefined ? {} : { title }) };
  }

  /** The document that describes every door, this one too, and the page on which people read it. */
  document(): Link[] {
    const type = 'application/vnd.oai.openapi+json;version=3.1';
    return [
      { href: `${this.#base}/openapi.json`, rel: 'service-desc', type, title: 'OpenAPI 3.1' },
      { href: `${this.#base}/api-docs`, rel: 'service-doc', type: 'text/html', title: 'API' },
    ];
  }

  collection(id: CollectionId, lang: Language): Link[] {
    const { title } = COLLECTION_WORDS[id];
    return [
      this.page(`/collections/${id}`, 'self', JSON_TYPE, title[lang]),
      this.page(`/collections/${id}/items`, 'items', GEOJSON_TYPE, title[lang]),
    ];
  }
}
