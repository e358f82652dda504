namespace Accounting.Tokenization.Json;

/// <summary>What a JSON value is. <see cref="Missing"/>: there is none.</summary>
public enum JsonKind : byte
{
    Missing = 0,
    Null = 1,
    False = 2,
    True = 3,
    Number = 4,
    String = 5,
    Array = 6,
    Object = 7,
}
