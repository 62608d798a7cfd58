// Files brought in: what may be chosen, and the same file may be chosen again once it is mended.
import { useId } from 'react';

interface Words {
  readonly label: string;
  readonly help: string;
}

export interface FilesFieldProps extends Words {
  /** Endings, as the browser takes them. */
  readonly accept: string;
  readonly hasMany?: boolean;
  /** While one is on its way. */
  readonly isOff?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

export function FilesField({ label, help, accept, hasMany = true, isOff = false, onFiles }: FilesFieldProps) {
  const id = useId();
  return (
    <div className="gl-field">
      <label htmlFor={id}>{label}</label>
      <p className="gl-field-help" id={`${id}-help`}>
        {help}
      </p>
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={hasMany}
        disabled={isOff}
        className="gl-input"
        aria-describedby={`${id}-help`}
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          if (files.length > 0) onFiles(files);
          event.target.value = '';
        }}
      />
    </div>
  );
}

export interface FileFieldProps extends Words {
  readonly onFile: (file: File) => void;
}

/** Excel and CSV, one at a time. */
export function TableFileField({ onFile, ...words }: FileFieldProps) {
  return (
    <FilesField
      {...words}
      accept=".xlsx,.csv"
      hasMany={false}
      onFiles={([file]) => {
        if (file) onFile(file);
      }}
    />
  );
}
