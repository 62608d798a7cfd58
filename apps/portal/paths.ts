// Which screens the portal has, for the home page: it can't import the table that itself stands in.
import { createContext, useContext } from 'react';

export const PathsContext = createContext<readonly string[]>([]);

export const useHasPath = (path: string): boolean => useContext(PathsContext).includes(path);
