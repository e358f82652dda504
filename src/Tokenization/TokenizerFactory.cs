using Accounting.Tokenization.HuggingFace;
using Accounting.Tokenization.Pipelines;

namespace Accounting.Tokenization;

/// <summary>Makes tokenizers from the bytes of files. All that is read is bounded (<see cref="TokenizerLimits"/>) and checked.</summary>
public static class TokenizerFactory
{
    /// <summary>A Hugging Face <c>tokenizer.json</c>, with the results of Rust's <c>tokenizers</c>.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="name">What to call the tokenizer, in answers and messages.</param>
    /// <exception cref="InvalidDataException">The file is damaged or not a tokenizer; the message says where.</exception>
    /// <exception cref="NotSupportedException">The file asks for something that is not supported; the message names it.</exception>
    public static Tokenizer FromJson(ReadOnlyMemory<byte> file, string name = "tokenizer.json") => new PipelineTokenizer(name, TokenizerJson.Read(file));
}
