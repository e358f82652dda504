using Accounting.Tokenization.Chat.Providers;
using Accounting.Tokenization.Json;

namespace Accounting.Tokenization.Chat;

/// <summary>
/// Counts prompts and completions as they stand in JSON, by LiteLLM's rules 1.3 to 1.5 in exact mode. A count that LiteLLM refuses is
/// refused here too: the answer is false and the error says what could not be counted. Nested content is followed as deep as it was read,
/// at most <see cref="JsonIndex.DepthMax"/> levels. Holds a <see cref="TokenCounter"/> and scratch memory: one per thread.
/// </summary>
public sealed class ChatTokenCounter
{
    private readonly CountingScope _scope;
    private readonly MessageCounter _messages;
    private readonly ToolsCounter _tools;
    private readonly AnthropicCounter _anthropic;
    private readonly ResponsesCounter _responses;
    private readonly GeminiCounter _gemini;
    private readonly BedrockCounter _bedrock;
    private readonly CompletionCounter _completion;
    private string? _model;
    private MessageConstants _constants;

    /// <param name="counter">Counts the texts; its encoding is the caller's choice (<see cref="Models.ModelEncodings"/>).</param>
    /// <param name="options">LiteLLM's defaults where null.</param>
    public ChatTokenCounter(TokenCounter counter, ChatCountingOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(counter);
        _scope = new(counter, options ?? ChatCountingOptions.Default);
        var content = new ContentCounter(_scope);
        _messages = new(_scope, content);
        _tools = new(_scope);
        _anthropic = new(_scope, _messages, content, _tools);
        _responses = new(_scope, _tools);
        _gemini = new(_scope, _tools);
        _bedrock = new(_scope, _tools);
        _completion = new(_scope, _gemini);
    }

    /// <summary>The tokens of a chat completion request.</summary>
    /// <param name="messages">A list of messages; missing or null counts as an empty one.</param>
    /// <param name="tools">The tools offered, in OpenAI's, Anthropic's or Gemini's shape; may be missing.</param>
    /// <param name="toolChoice">A word or an object; may be missing.</param>
    /// <param name="model">Decides the constants per message; the encoding was chosen with the counter.</param>
    /// <param name="responseOnly">The messages alone: no reply priming, no tools (<c>count_response_tokens</c>).</param>
    /// <param name="tokens">The count; 0 where it failed.</param>
    /// <param name="error">What could not be counted; empty where nothing was wrong.</param>
    public bool TryCountMessages(
        JsonValue messages, JsonValue tools, JsonValue toolChoice, string model, bool responseOnly, out long tokens, out string error)
    {
        Start(out tokens);
        var hasSystem = false;
        var constants = ConstantsOf(model);
        var done = _messages.TryCount(messages, constants, ref tokens, ref hasSystem);
        if (responseOnly) return Finish(done, ref tokens, out error);
        tokens += constants.ReplyPriming;
        done = done && _tools.TryAddTools(tools, hasSystem, ref tokens) && _tools.TryAddChoice(toolChoice, ref tokens);
        return Finish(done, ref tokens, out error);
    }

    /// <summary>The tokens of an Anthropic Messages request.</summary>
    /// <param name="system">A string or blocks, counted as a system message before the messages; may be missing.</param>
    /// <param name="messages">As in <see cref="TryCountMessages"/>.</param>
    /// <param name="tools">As in <see cref="TryCountMessages"/>.</param>
    /// <param name="toolChoice">Anthropic's object (<c>{"type":"tool","name":…}</c>) or OpenAI's forms; may be missing.</param>
    /// <param name="model">As in <see cref="TryCountMessages"/>.</param>
    /// <param name="tokens">The count; 0 where it failed.</param>
    /// <param name="error">What could not be counted; empty where nothing was wrong.</param>
    public bool TryCountSystemAndMessages(
        JsonValue system, JsonValue messages, JsonValue tools, JsonValue toolChoice, string model, out long tokens, out string error)
    {
        Start(out tokens);
        return Finish(_anthropic.TryCount(system, messages, tools, toolChoice, ConstantsOf(model), ref tokens), ref tokens, out error);
    }

    /// <summary>
    /// The tokens of an OpenAI Responses request. What <c>previous_response_id</c> or <c>conversation</c> adds is not in the log and not
    /// in the count.
    /// </summary>
    /// <param name="instructions">Counted as a system message; may be missing.</param>
    /// <param name="input">A text, or a list of items.</param>
    /// <param name="tools">As in <see cref="TryCountMessages"/>.</param>
    /// <param name="toolChoice">A word, or an object with the <c>name</c> of a function; may be missing.</param>
    /// <param name="model">As in <see cref="TryCountMessages"/>.</param>
    /// <param name="tokens">The count; 0 where it failed.</param>
    /// <param name="error">What could not be counted; empty where nothing was wrong.</param>
    public bool TryCountResponsesInput(
        JsonValue instructions, JsonValue input, JsonValue tools, JsonValue toolChoice, string model, out long tokens, out string error)
    {
        Start(out tokens);
        return Finish(_responses.TryCount(instructions, input, tools, toolChoice, ConstantsOf(model), ref tokens), ref tokens, out error);
    }

    /// <summary>
    /// The tokens of a Gemini request: an estimate, since the constants are OpenAI's. Images and documents count as an image in detail
    /// <c>auto</c>.
    /// </summary>
    public bool TryCountGemini(JsonValue systemInstruction, JsonValue contents, JsonValue tools, out long tokens, out string error)
    {
        Start(out tokens);
        return Finish(_gemini.TryCount(systemInstruction, contents, tools, ref tokens), ref tokens, out error);
    }

    /// <summary>
    /// The tokens of a Bedrock Converse request: an estimate, since the constants are OpenAI's. Images and documents count as an image in
    /// detail <c>auto</c>.
    /// </summary>
    public bool TryCountBedrockConverse(JsonValue system, JsonValue messages, JsonValue toolConfig, out long tokens, out string error)
    {
        Start(out tokens);
        return Finish(_bedrock.TryCount(system, messages, toolConfig, ref tokens), ref tokens, out error);
    }

    /// <summary>
    /// The tokens of the input of an embedding or of a legacy completion: a string; a list whose strings are joined without a separator
    /// (LiteLLM 1.1, rule 3); or token ids, in one list or in several, which count one each.
    /// </summary>
    public bool TryCountText(JsonValue textOrList, out long tokens, out string error)
    {
        Start(out tokens);
        return Finish(PlainInput.TryCount(_scope, textOrList, ref tokens), ref tokens, out error);
    }

    /// <summary>
    /// The tokens that a model wrote: a text, an assistant's message of any provider, a list of blocks, or the output items of a
    /// Responses answer. Texts, thoughts, refusals, and the names and arguments of calls; no constants per message. An estimate wherever
    /// there is more than text.
    /// </summary>
    public bool TryCountCompletion(JsonValue message, out long tokens, out string error)
    {
        Start(out tokens);
        return Finish(_completion.TryCount(message, ref tokens), ref tokens, out error);
    }

    /// <summary>The tokens of a text, special tokens taken as ordinary text.</summary>
    public long CountText(ReadOnlySpan<byte> utf8) => _scope.Count(utf8);

    /// <summary>Readers give the same string for the same model, so that the last answer mostly stands.</summary>
    private MessageConstants ConstantsOf(string model)
    {
        if (ReferenceEquals(model, _model)) return _constants;
        ArgumentNullException.ThrowIfNull(model);
        _constants = MessageConstants.Of(model, _scope.Options.LikeLiteLlm);
        _model = model;
        return _constants;
    }

    private void Start(out long tokens)
    {
        _scope.Clear();
        tokens = 0;
    }

    private bool Finish(bool done, ref long tokens, out string error)
    {
        var disabled = _scope.Options.Disabled;
        error = disabled ? "" : _scope.Error;
        if (!done || disabled) tokens = 0;
        return done || disabled;
    }
}
