namespace Accounting.LogReading.Inputs;

/// <summary>What an input's first decoded bytes look like.</summary>
internal enum InputShape
{
    /// <summary>Nothing but blanks.</summary>
    Empty = 0,
    /// <summary>Lines, the first of them a JSON object.</summary>
    JsonLines = 1,
    /// <summary>Lines of something; each may be a bad record.</summary>
    OtherLines = 2,
    /// <summary>One JSON array over the whole input.</summary>
    JsonArray = 3,
    /// <summary>JSON objects over several lines each.</summary>
    PrettyJson = 4,
    /// <summary>UTF-16 text.</summary>
    Utf16 = 5,
    /// <summary>A kind of file that holds no lines.</summary>
    Foreign = 6,
}
