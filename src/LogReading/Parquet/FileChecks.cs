namespace Accounting.LogReading.Parquet;

/// <summary>What is certain from a footer, and is said before anything of the file is billed.</summary>
internal static class FileChecks
{
    /// <exception cref="ParquetException">A column that is needed uses what is not supported, or the file claims more values than its size
    /// allows.</exception>
    public static void Check(ParquetFile file, ColumnChoice choice)
    {
        var columns = choice.AllOf(file);
        var guard = new GrowthGuard("values", file.Length, ParquetLimits.ValuesUnchecked);
        for (var group = 0; group < file.RowGroups.Count; group++)
        {
            guard.Add(file.RowGroups[group].RowCount);
            foreach (var column in file.RowGroups[group].Columns) guard.Add(Math.Max(0, column.ValueCount));
        }
        if (file.RowGroups.Count == 0) return;
        foreach (var node in columns.Where(column => choice.IsWanted(column.Field)).Select(column => column.Node))
            for (var leaf = node.FirstLeaf; leaf < node.FirstLeaf + node.LeafCount; leaf++)
                if (ColumnPlaces.WhyUnsupported(file.Schema.Leaves[leaf], file.RowGroups[0].Columns[leaf]) is { } reason)
                    throw ParquetException.Unsupported($"column {file.Schema.Leaves[leaf].Path} {reason}");
    }
}
