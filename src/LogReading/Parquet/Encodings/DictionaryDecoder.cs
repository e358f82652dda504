namespace Accounting.LogReading.Parquet.Encodings;

/// <summary>RLE_DICTIONARY: numbers of values of the dictionary. The values stay where they are.</summary>
internal sealed class DictionaryDecoder(DictionaryValues dictionary) : ValueDecoder
{
    private readonly RunReader _indices = new();
    private readonly int[] _read = new int[ParquetLimits.BatchValues];

    public override void Start(ArraySegment<byte> page, int countMax) => _indices.Start(page.Count == 0 ? page : page[1..], page.Count == 0 ? 0 : page[0]);

    public override int Decode(int count, ValueBatch batch)
    {
        var indices = _read.AsSpan(0, count);
        _indices.Read(indices);
        var (starts, lengths, known) = (batch.Starts, batch.Lengths, dictionary.Starts.Length);
        batch.Data = dictionary.Data;
        for (var i = 0; i < indices.Length; i++)
        {
            var index = indices[i];
            if (index < 0 || index >= known)
                throw ParquetException.Damaged($"a value refers to number {index} of a dictionary of {known}");
            (starts[i], lengths[i]) = (dictionary.Starts[index], dictionary.Lengths[index]);
        }
        return count;
    }
}
