namespace Accounting.Tokenization.Pipelines;

/// <summary>A token that is found in the text before anything else is done to it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its text.</param>
/// <param name="SingleWord">Whether it is only found where no letter or digit touches it.</param>
/// <param name="StripsLeft">Whether it takes the white space before it along.</param>
/// <param name="StripsRight">Whether it takes the white space after it along.</param>
/// <param name="IsNormalized">Whether it is looked for in the normalized text.</param>
internal sealed record AddedToken(int Id, string Content, bool SingleWord, bool StripsLeft, bool StripsRight, bool IsNormalized);
