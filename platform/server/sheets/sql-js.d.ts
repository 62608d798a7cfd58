// The little of sql.js that tests use; it brings no types.
declare module 'sql.js' {
  interface SqlDatabase {
    run(sql: string, values?: readonly (string | number | Uint8Array | null)[]): SqlDatabase;
    exec(sql: string): { columns: string[]; values: (string | number | Uint8Array | null)[][] }[];
    export(): Uint8Array;
    close(): void;
  }
  interface Sql {
    Database: new (bytes?: Uint8Array) => SqlDatabase;
  }
  export default function load(): Promise<Sql>;
}
