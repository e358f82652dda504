using Accounting.Tokenization.Json;

namespace Accounting.LogReading.Calls;

/// <summary>The text of a call, for counting: in which shape it is, and where it stands. Either half may be missing.</summary>
/// <param name="Shape">Whose request and response these are.</param>
/// <param name="Request">The request body, or what stands for it.</param>
/// <param name="Response">The response body, or what stands for it.</param>
internal readonly record struct CallText(TextShape Shape, JsonValue Request, JsonValue Response);
