namespace Accounting.LogReading.Calls;

/// <summary>Is told of each record that a reader has read. Called by the reader's thread.</summary>
public interface IRecordObserver
{
    void Read(in RecordSighting sighting);
}

/// <summary>What a record was taken for. Where it is neither rejected nor not billable, its call is the last one of the posting.</summary>
/// <param name="Row">The row of the record, or of the one that it is a part of.</param>
/// <param name="Format">The name of the format; empty where none knows it.</param>
/// <param name="Body">The name of the provider's body in it; empty where there is none.</param>
/// <param name="IsRejected">It goes to quarantine: the last one of the posting's rejected records.</param>
/// <param name="IsNotBillable">It is no paid call.</param>
public readonly record struct RecordSighting(long Row, string Format, string Body, bool IsRejected, bool IsNotBillable);
