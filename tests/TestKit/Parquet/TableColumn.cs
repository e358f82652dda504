using System.Buffers.Binary;
using System.Text;

namespace Accounting.TestKit.Parquet;

/// <summary>One stored column of a table that a test writes: its levels and its values.</summary>
/// <param name="Path">Its names from the root on.</param>
/// <param name="Physical">The number of its type.</param>
/// <param name="DefinitionMax">Its greatest definition level.</param>
/// <param name="RepetitionMax">Its greatest repetition level.</param>
public sealed record TableColumn(string[] Path, int Physical, int DefinitionMax, int RepetitionMax)
{
    public List<int> Definitions { get; } = [];
    public List<int> Repetitions { get; } = [];

    /// <summary>The values that are there, each as PLAIN writes it.</summary>
    public List<byte[]> Values { get; } = [];

    public void Add(string? text, int repetition = 0, int? definition = null) => Add(text is null ? null : Encoding.UTF8.GetBytes(text), repetition, definition);

    public void Add(byte[]? text, int repetition = 0, int? definition = null)
    {
        AddLevels(text is not null, repetition, definition);
        if (text is null) return;
        var value = new byte[4 + text.Length];
        BinaryPrimitives.WriteInt32LittleEndian(value, text.Length);
        text.CopyTo(value, 4);
        Values.Add(value);
    }

    public void Add(long? number)
    {
        AddLevels(number is not null, 0, null);
        if (number is null) return;
        var value = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(value, number.Value);
        Values.Add(value);
    }

    private void AddLevels(bool isThere, int repetition, int? definition)
    {
        Definitions.Add(isThere ? DefinitionMax : definition ?? DefinitionMax - 1);
        Repetitions.Add(repetition);
    }
}
