using Accounting.LogReading;

namespace Accounting.Grains.Tokenizing;

/// <summary>How a silo counts chunks. The same on all silos: which one counts a chunk is chance. Limits are per silo, whatever the number
/// of keys that clients use.</summary>
public sealed class TokenizerOptions
{
    /// <summary>The section of the settings.</summary>
    public const string Section = "Tokenizer";

    /// <summary>
    /// Whether text may be counted. False: reported usage only, as with <c>--usage reported</c>, whatever the client asks for; a run that
    /// asks for our own counts alone is refused. Default: true. (LiteLLM's <c>disable_token_counter</c>, which counts 0.)
    /// </summary>
    public bool CountTokens { get; set; } = true;

    /// <summary>Chunks counted at once. Default: processors. At least 1; together with <see cref="WaitingMax"/> at most <see cref="AdmittedMax"/>.</summary>
    public int ConcurrencyMax { get; set; } = Environment.ProcessorCount;

    /// <summary>Chunks that wait for their turn; one more is refused at once. Default: twice the processors: enough to keep them busy while
    /// the next ones are sent.</summary>
    public int WaitingMax { get; set; } = 2 * Environment.ProcessorCount;

    /// <summary>Bytes of all chunks that are counted or wait; one more is refused at once. Default: 256 MiB. At least <see cref="HeldBytesMin"/>:
    /// any chunk fits alone.</summary>
    public long HeldBytesMax { get; set; } = 256L << 20;

    /// <summary>How long a refused client is told to wait before it tries again; it lets the pause grow. Default: 50 ms. At most <see cref="BusyPauseMax"/>.</summary>
    public TimeSpan BusyPause { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// A chunk of so many bytes is counted outside the grain's turn, on a thread of its own, so that the silo's threads stay free for
    /// messages. Null: none is. Default: 64 KiB, about a millisecond of counting. (<c>async_tokenizer_threshold_bytes</c>.)
    /// </summary>
    public int? OffloadThresholdBytes { get; set; } = 64 << 10;

    /// <summary>How many chunks are counted outside their grain's turn at once; where all are in use, a chunk is counted within its turn.
    /// Default: 4. (<c>tokenizer_threadpool_max_workers</c>.)</summary>
    public int OffloadThreads { get; set; } = 4;

    /// <summary>
    /// How long counting the text of one call may take, where the client does not say; beyond it the call is rejected as
    /// <c>count_timeout</c>. Default: null, as long as it takes. (<c>tokenizer_timeout_seconds</c>, after which a call counts 0.)
    /// </summary>
    public TimeSpan? CountTimeout { get; set; }

    /// <summary>The least that <see cref="HeldBytesMax"/> can be: the longest line, with its line feed.</summary>
    public const long HeldBytesMin = Limits.LineBytesMax + 1;

    /// <summary>What the grain's number of activations per key and silo leaves room for: a refusal needs one, too.</summary>
    public const int AdmittedMax = TokenizerGrain.WorkersMax / 2;

    /// <summary>Longer pauses would leave a silo idle.</summary>
    public static readonly TimeSpan BusyPauseMax = TimeSpan.FromSeconds(10);
}
