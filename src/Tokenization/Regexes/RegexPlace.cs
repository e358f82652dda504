namespace Accounting.Tokenization.Regexes;

/// <summary>Where in a text something has to stand.</summary>
internal enum RegexPlace
{
    TextStart = 0,
    TextEnd = 1,
    LineStart = 2,
    LineEnd = 3,
    WordBorder = 4,
    NoWordBorder = 5,
}
