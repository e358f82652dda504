namespace Accounting.Tokenization.Chat;

/// <summary>What a message costs beyond its texts (LiteLLM 1.3).</summary>
internal readonly record struct MessageConstants(int PerMessage, int PerName)
{
    /// <summary>What follows the prompt: the reply's own opening.</summary>
    public const int ReplyPriming = 3;

    public static MessageConstants Of(string model) => model == "gpt-3.5-turbo-0301" ? new(4, -1) : new(3, 1);
}
