using System.Text;

namespace Accounting.Generator;

/// <summary>
/// Sentences in other languages, made of a few dozen words each. Every word exists as UTF-8 and as JSON escapes, as different clients
/// write it.
/// </summary>
internal sealed class ForeignText
{
    private static readonly (string Words, string Space, string Stop)[] Languages =
    [
        ("der die das und für über größer können müssen Straße Rechnung Prüfung schließlich während Änderung Übersicht Kosten täglich Verbrauch möglich", " ", "."),
        ("le la les été déjà où être après française numéro créer réponse données requête coût élevé très même façon problème", " ", "."),
        ("el la año señor más también información número días aquí después según mañana cuál también código pequeño niño corazón fácil", " ", "."),
        ("и в не на что как это для запрос ответ модель стоимость данные время пользователь система работа можно нужно пример", " ", "."),
        ("我们 可以 使用 模型 数据 用户 问题 回答 系统 费用 请求 时间 如果 需要 这个 一个 进行 通过 结果 服务", "", "。"),
        ("これ は です します モデル データ 料金 ユーザー 質問 回答 システム できる ください について 時間 使用 結果 場合 日本語 サービス", "", "。"),
        ("في من على إلى هذا هذه التي كان النظام البيانات السؤال الجواب التكلفة المستخدم الوقت يمكن استخدام نموذج طلب نتيجة", " ", "."),
        ("🙂 🎉 👍🏽 ✅ ❌ 🚀 🔥 👨‍👩‍👧 ⚠️ 📈 → … – € £ ° × “ ” ™", " ", "!"),
    ];

    private readonly (byte[][] Words, byte[] Space, byte[] Stop)[] _plain;
    private readonly (byte[][] Words, byte[] Space, byte[] Stop)[] _escaped;

    public ForeignText()
    {
        _plain = [.. Languages.Select(static language => Make(language, static text => text))];
        _escaped = [.. Languages.Select(static language => Make(language, Escape))];
    }

    public void Write(Output output, Chance chance, bool isEscaped)
    {
        var (words, space, stop) = (isEscaped ? _escaped : _plain)[chance.Below(Languages.Length)];
        output.Add((byte)' ');
        for (var count = chance.Between(5, 14); count > 0; count--)
        {
            output.Add(words[chance.Below(words.Length)]);
            if (count > 1) output.Add(space);
        }
        output.Add(stop);
    }

    private static (byte[][] Words, byte[] Space, byte[] Stop) Make((string Words, string Space, string Stop) language, Func<string, string> written) =>
        ([.. language.Words.Split(' ').Select(word => Encoding.UTF8.GetBytes(written(word)))],
            Encoding.UTF8.GetBytes(language.Space), Encoding.UTF8.GetBytes(written(language.Stop)));

    private static string Escape(string text) => string.Concat(text.Select(static unit => unit < 128 ? unit.ToString() : $"\\u{(int)unit:x4}"));
}
