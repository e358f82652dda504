using Parquet;

namespace Accounting.Reference.Tests;

/// <summary>What Parquet.Net reads of a file's columns of text.</summary>
internal static class ParquetNetFile
{
    /// <summary>All texts that are there, column by column, row group by row group; null where Parquet.Net cannot read the file.</summary>
    public static async Task<IReadOnlyList<string>?> TextsAsync(string path)
    {
        try
        {
            await using var file = await ParquetReader.CreateAsync(path);
            var texts = new List<string>();
            for (var group = 0; group < file.RowGroupCount; group++)
            {
                using var rows = file.OpenRowGroupReader(group);
                foreach (var field in file.Schema.DataFields.Where(field => field.ClrType == typeof(ReadOnlyMemory<char>)))
                {
                    var count = (int)rows.GetMetadata(field)!.MetaData!.NumValues;
                    var (values, definitions, repetitions) = (new ReadOnlyMemory<char>[count], new int[count], new int[count]);
                    await rows.ReadRawAsync<ReadOnlyMemory<char>>(field, values, definitions, repetitions);
                    var present = field.MaxDefinitionLevel > 0 ? definitions.Count(level => level == field.MaxDefinitionLevel) : count;
                    texts.AddRange(values.Take(present).Select(value => value.ToString()));
                }
            }
            return texts;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return null;
        }
    }
}
