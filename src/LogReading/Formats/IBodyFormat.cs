using Accounting.LogReading.Calls;
using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Formats;

/// <summary>One provider's request and response bodies, wherever they stand: alone, in a recorded pair, in a batch. Stateless.</summary>
internal interface IBodyFormat
{
    /// <summary>As in <c>--input-format</c>.</summary>
    string Name { get; }

    /// <summary>Whether this is a response of that provider's.</summary>
    bool IsResponse(JsonValue body);

    /// <summary>Whether this is a request of that provider's: asked only where the response does not tell.</summary>
    bool IsRequest(JsonValue body);

    /// <summary>Fills in what the two bodies say; either may be missing.</summary>
    void Read(JsonValue request, JsonValue response, Call call);
}
