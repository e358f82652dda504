namespace Accounting.BatchClient.Http;

/// <summary>How an attempt to get something ended: with a value, or with a reason to try again.</summary>
internal readonly record struct Attempt<T>
{
    public bool IsDone { get; private init; }
    public T? Value { get; private init; }
    public string? Problem { get; private init; }
    /// <summary>How long the server asks to wait; null: it does not say.</summary>
    public TimeSpan? Wait { get; private init; }

    public static Attempt<T> Done(T? value) => new() { IsDone = true, Value = value };

    public static Attempt<T> Again(string problem, TimeSpan? wait = null) => new() { Problem = problem, Wait = wait };
}
