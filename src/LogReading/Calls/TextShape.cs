namespace Accounting.LogReading.Calls;

/// <summary>Whose shape a request and its response have.</summary>
internal enum TextShape : byte
{
    None = 0,
    /// <summary>OpenAI chat completions: <c>messages</c>, <c>choices</c>.</summary>
    Chat = 1,
    /// <summary>OpenAI Responses: <c>input</c>, <c>output</c>.</summary>
    Responses = 2,
    /// <summary>Legacy completions: <c>prompt</c>, <c>choices[].text</c>.</summary>
    Completion = 3,
    /// <summary>Embeddings: <c>input</c>, and no text in the answer.</summary>
    Embedding = 4,
    /// <summary>Anthropic Messages: <c>system</c>, <c>messages</c>, <c>content</c>.</summary>
    Anthropic = 5,
    /// <summary>Gemini: <c>systemInstruction</c>, <c>contents</c>, <c>candidates</c>.</summary>
    Gemini = 6,
    /// <summary>Bedrock Converse: <c>system</c>, <c>messages</c>, <c>output.message</c>.</summary>
    Converse = 7,
    /// <summary>A list of messages whose last one, if the assistant's, is the answer.</summary>
    Conversation = 8,
}
