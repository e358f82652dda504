using Accounting.Tokenization.HuggingFace;
using Accounting.Tokenization.Pipelines;
using Accounting.Tokenization.SentencePiece;
using Accounting.Tokenization.Tiktoken;

namespace Accounting.Tokenization;

/// <summary>Makes tokenizers from the bytes of files. All that is read is bounded (<see cref="TokenizerLimits"/>) and checked.</summary>
public static class TokenizerFactory
{
    /// <summary>A Hugging Face <c>tokenizer.json</c>, with the results of Rust's <c>tokenizers</c>.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="name">What to call the tokenizer, in answers and messages.</param>
    /// <exception cref="InvalidDataException">The file is damaged or not a tokenizer; the message says where.</exception>
    /// <exception cref="NotSupportedException">The file asks for something that is not supported; the message names it.</exception>
    public static Tokenizer FromJson(ReadOnlyMemory<byte> file, string name = "tokenizer.json") =>
        new PipelineTokenizer(name, TokenizerJson.Read(file));

    /// <summary>
    /// A SentencePiece <c>.model</c> (Unigram or BPE), with the results of SentencePiece itself; it puts no BOS or EOS around texts.
    /// </summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="name">What to call the tokenizer, in answers and messages.</param>
    /// <exception cref="InvalidDataException">The file is damaged or no SentencePiece model.</exception>
    /// <exception cref="NotSupportedException">The file asks for something that is not supported; the message names it.</exception>
    public static Tokenizer FromSentencePiece(ReadOnlyMemory<byte> file, string name = "tokenizer.model") =>
        new PipelineTokenizer(name, SentencePieceReader.Read(file.Span));

    /// <summary>
    /// A rank file of tiktoken (<c>.tiktoken</c>). Special tokens in text are ordinary text, as for the encodings of this library.
    /// </summary>
    /// <param name="file">The bytes of the file: lines of a token in base64 and its rank.</param>
    /// <param name="pattern">The pattern that cuts texts, in the syntax of Rust's or Oniguruma's expressions.</param>
    /// <param name="specialTokens">Names and ids of special tokens, for decoding; null: none.</param>
    /// <param name="name">What to call the tokenizer, in answers and messages.</param>
    /// <exception cref="InvalidDataException">The file is damaged or no rank file; the message names the line.</exception>
    /// <exception cref="NotSupportedException">The pattern has something that is not supported; the message names it.</exception>
    public static Tokenizer FromTiktoken(
        ReadOnlyMemory<byte> file, string pattern, IReadOnlyDictionary<string, int>? specialTokens = null, string name = "ranks.tiktoken") =>
        new PipelineTokenizer(name, RankFile.Read(file.Span, pattern, specialTokens ?? new Dictionary<string, int>()));
}
