using System.Text.Unicode;

namespace Accounting.Tokenization.SentencePiece;

/// <summary>What a SentencePiece <c>.model</c> says (<c>sentencepiece_model.proto</c>).</summary>
internal sealed class ModelFile
{
    public const int Unigram = 1, Bpe = 2;

    public List<(byte[] Text, float Score, PieceType Type)> Pieces { get; } = [];
    public int ModelType { get; private set; } = Unigram;
    public bool ByteFallback { get; private set; }
    public bool SpaceIsSuffix { get; private set; }
    public byte[] CharacterMap { get; private set; } = [];
    public bool AddsDummyPrefix { get; private set; } = true;
    public bool RemovesExtraSpaces { get; private set; } = true;
    public bool EscapesSpaces { get; private set; } = true;

    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="NotSupportedException">The file asks for something that is not supported; the message names it.</exception>
    public static ModelFile Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > TokenizerLimits.FileBytesMax)
            throw new InvalidDataException($"The SentencePiece model has {file.Length:N0} bytes. Expected at most {TokenizerLimits.FileBytesMax:N0}.");
        var model = new ModelFile();
        var reader = new ProtobufReader(file);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    model.AddPiece(reader.Bytes);
                    break;
                case 2:
                    model.ReadTrainer(reader.Bytes);
                    break;
                case 3:
                    model.ReadNormalizer(reader.Bytes);
                    break;
                case 5:
                    RefuseDenormalizer(reader.Bytes);
                    break;
            }
        }
        if (model.Pieces.Count == 0)
            throw new InvalidDataException("The SentencePiece model has no pieces. Expected the bytes of a .model file.");
        if (model.ModelType is not (Unigram or Bpe))
            throw new NotSupportedException($"The SentencePiece model is of type {model.ModelType} (3: word, 4: char), which is not supported.");
        return model;
    }

    private void AddPiece(ReadOnlySpan<byte> message)
    {
        var (text, score, type) = (Array.Empty<byte>(), 0f, PieceType.Normal);
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 1:
                    text = reader.Bytes.ToArray();
                    break;
                case 2:
                    score = reader.Float;
                    break;
                case 3:
                    type = (PieceType)(int)Math.Min(reader.Number, int.MaxValue);
                    break;
            }
        }
        if (text.Length == 0) throw new InvalidDataException($"Piece {Pieces.Count} of the SentencePiece model is empty.");
        if (!Utf8.IsValid(text)) throw new InvalidDataException($"Piece {Pieces.Count} of the SentencePiece model is no UTF-8.");
        if (!Enum.IsDefined(type))
            throw new NotSupportedException($"Piece {Pieces.Count} of the SentencePiece model is of type {(int)type}, which is not supported.");
        if (!float.IsFinite(score)) throw new InvalidDataException($"Piece {Pieces.Count} of the SentencePiece model has no finite score.");
        Pieces.Add((text, score, type));
    }

    private void ReadTrainer(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 3:
                    ModelType = (int)Math.Min(reader.Number, int.MaxValue);
                    break;
                case 24:
                    SpaceIsSuffix = reader.Flag;
                    break;
                case 35:
                    ByteFallback = reader.Flag;
                    break;
            }
        }
    }

    private void ReadNormalizer(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.Read())
        {
            switch (reader.Field)
            {
                case 2:
                    CharacterMap = reader.Bytes.ToArray();
                    break;
                case 3:
                    AddsDummyPrefix = reader.Flag;
                    break;
                case 4:
                    RemovesExtraSpaces = reader.Flag;
                    break;
                case 5:
                    EscapesSpaces = reader.Flag;
                    break;
            }
        }
    }

    private static void RefuseDenormalizer(ReadOnlySpan<byte> message)
    {
        var reader = new ProtobufReader(message);
        while (reader.Read())
            if (reader is { Field: 2, Bytes.IsEmpty: false })
                throw new NotSupportedException("The SentencePiece model has a denormalizer, which is not supported.");
    }
}
