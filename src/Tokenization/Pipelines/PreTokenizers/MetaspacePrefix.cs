namespace Accounting.Tokenization.Pipelines.PreTokenizers;

/// <summary>Where a mark for a space is put in front of a text (<c>prepend_scheme</c>).</summary>
internal enum MetaspacePrefix
{
    Never = 0,
    /// <summary>At the begin of the whole text only.</summary>
    First = 1,
    /// <summary>In front of each part between added tokens, too.</summary>
    Always = 2,
}
