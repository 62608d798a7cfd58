// The list of cases in the shell: joins what cases and the desk bring to it.
import { CaseListScreen } from '../../slices/cases/web/case-list-screen.tsx';
import { useListDesk } from '../../slices/desk/web/use-list-desk.ts';
import { ViewsMenu } from '../../slices/desk/web/views-menu.tsx';
import { caseHref } from './paths.ts';
import { mapHref } from './view-paths.ts';

export default function Cases() {
  const { query, columns, onColumns } = useListDesk();
  return (
    <CaseListScreen
      caseHref={caseHref}
      mapHref={mapHref}
      desk={{ columns, onColumns, views: <ViewsMenu query={query} columns={columns} /> }}
    />
  );
}
