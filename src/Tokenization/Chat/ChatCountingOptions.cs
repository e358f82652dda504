namespace Accounting.Tokenization.Chat;

/// <summary>
/// How chat messages are counted. The defaults are LiteLLM's (rules 1.1 to 1.5), but for <see cref="LikeLiteLlm"/>. Immutable.
/// </summary>
public sealed record ChatCountingOptions
{
    public static ChatCountingOptions Default { get; } = new();

    /// <summary>
    /// Count as LiteLLM does where it is known to differ from OpenAI: it adds 3 for the opening of any model's reply, while OpenAI's
    /// reasoning models report 2. Off by default.
    /// </summary>
    public bool LikeLiteLlm { get; init; }

    /// <summary>Count nothing: every answer is 0 (<c>disable_token_counter</c>).</summary>
    public bool Disabled { get; init; }

    /// <summary>
    /// Tokens of a content list in which something cannot be counted, in place of all that is in it (<c>default_token_count</c>).
    /// Null: such a list is an error.
    /// </summary>
    public long? DefaultTokenCount { get; init; }

    /// <summary>
    /// Every image counts <see cref="DefaultImageTokens"/>, whatever its detail and size (<c>use_default_image_token_count</c>).
    /// </summary>
    public bool UseDefaultImageTokens { get; init; }

    /// <summary>
    /// Tokens of an image whose size is not looked at, and of one in high detail that stands behind a URL: nothing is fetched
    /// (<c>DEFAULT_IMAGE_TOKEN_COUNT</c>).
    /// </summary>
    public int DefaultImageTokens { get; init; } = 250;
}
