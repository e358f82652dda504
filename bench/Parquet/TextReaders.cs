using System.Text;
using Accounting.LogReading.Parquet;
using Accounting.LogReading.Parquet.Metadata;
using Parquet;

namespace Accounting.ParquetBench;

/// <summary>Reads all columns of text of a file, column by column, as fast as each reader's interface allows.</summary>
internal static class TextReaders
{
    public static Task<long> OwnAsync(string path, ITextSink sink)
    {
        using var file = ParquetFile.Open(StoredBytes.OfFile(path));
        for (var group = 0; group < file.RowGroups.Count; group++)
        {
            var budget = new MemoryBudget();
            for (var leaf = 0; leaf < file.Schema.Leaves.Count; leaf++)
            {
                if (file.Schema.Leaves[leaf].Type.Form is not (ValueForm.Text or ValueForm.Json)) continue;
                using var cursor = file.Column(group, leaf, budget);
                var present = file.Schema.Leaves[leaf].DefinitionMax;
                for (cursor.Next(); !cursor.AtEnd; cursor.Next())
                    if (cursor.Definition == present) sink.Take(cursor.Value);
            }
        }
        return Task.FromResult(sink.Result);
    }

    /// <summary>Parquet.Net without strings: all values of a column in slices of one text.</summary>
    public static async Task<long> SlicesAsync(string path, ITextSink sink)
    {
        var bytes = new byte[1 << 16];
        await using var file = await ParquetReader.CreateAsync(path);
        for (var group = 0; group < file.RowGroupCount; group++)
        {
            using var rows = file.OpenRowGroupReader(group);
            foreach (var field in file.Schema.DataFields.Where(field => field.ClrType == typeof(ReadOnlyMemory<char>)))
            {
                var count = (int)rows.GetMetadata(field)!.MetaData!.NumValues;
                var values = new ReadOnlyMemory<char>[count];
                var definitions = new int[count];
                await rows.ReadRawAsync<ReadOnlyMemory<char>>(field, values, definitions, new int[count]);
                var present = definitions.Count(level => level == field.MaxDefinitionLevel);
                foreach (var value in values.AsSpan(0, present)) Take(value.Span, ref bytes, sink);
            }
        }
        return sink.Result;
    }

    /// <summary>Parquet.Net's usual way: a string for each value.</summary>
    public static async Task<long> StringsAsync(string path, ITextSink sink)
    {
        var bytes = new byte[1 << 16];
        await using var file = await ParquetReader.CreateAsync(path);
        for (var group = 0; group < file.RowGroupCount; group++)
        {
            using var rows = file.OpenRowGroupReader(group);
            foreach (var field in file.Schema.DataFields.Where(field => field.ClrType == typeof(ReadOnlyMemory<char>)))
            {
                var count = (int)rows.GetMetadata(field)!.MetaData!.NumValues;
                var values = new ReadOnlyMemory<char>[count];
                var definitions = new int[count];
                await rows.ReadRawAsync<ReadOnlyMemory<char>>(field, values, definitions, new int[count]);
                var present = definitions.Count(level => level == field.MaxDefinitionLevel);
                var texts = values.Take(present).Select(value => value.ToString()).ToArray();
                foreach (var text in texts) Take(text, ref bytes, sink);
            }
        }
        return sink.Result;
    }

    private static void Take(ReadOnlySpan<char> text, ref byte[] bytes, ITextSink sink)
    {
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (size > bytes.Length) bytes = new byte[size];
        sink.Take(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
    }
}
