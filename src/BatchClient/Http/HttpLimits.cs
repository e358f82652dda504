namespace Accounting.BatchClient.Http;

/// <summary>Bounds of what a download may cost.</summary>
internal record HttpLimits
{
    /// <summary>Largest answer.</summary>
    public required long BytesMax { get; init; }

    /// <summary>Longest wait for an answer or for the next bytes of one. Default: 30 seconds.</summary>
    public TimeSpan StallMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest time for one attempt, however steadily its bytes come. Default: an hour.</summary>
    public TimeSpan TotalMax { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Longest wait that an answer of 429 or 503 may ask for; with more the command stops. Default: 2 minutes.</summary>
    public TimeSpan RetryAfterMax { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Wait before the second attempt where the answer names none; twice as long before each further one. Default: 1 second.
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Attempts at one address. Default: 4.</summary>
    public int Attempts { get; init; } = 4;

    /// <summary>Redirects of one request. Default: 5.</summary>
    public int Redirects { get; init; } = 5;
}
