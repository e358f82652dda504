namespace Accounting.Generator;

/// <summary>Code, lists, tables and addresses as they stand in prompts and answers.</summary>
internal static class Snippets
{
    public static readonly Template[] Code =
    [
        new("""

            ```python
            def $s($s, $w=None):
                # $w $w $w
                for $w in range($n):
                    if $w["$s"] > $n:
                        return f"{$w}: {$w:.2f}"
                $s = [$w.$w() for $w in $s if $w]
                raise ValueError("$w $w $w")
            ```

            """),
        new("""

            ```csharp
            public sealed record $c(int $c, string? $c)
            {
                public async Task<$c> $cAsync(CancellationToken cancellationToken)
                {
                    var $w = await _$w.$c($n, cancellationToken);
                    return $w is null ? throw new $cException($"$w {$w}") : new $c($w.$c, "$w");
                }
            }
            ```

            """),
        new("""

            ```ts
            export const $w = async ({ $w, $w }: $cProps) => {
              const res = await fetch(`/api/v$n/$s/${$w}`, { method: "POST", body: JSON.stringify({ $w: $n }) });
              return (await res.json()) as $c[];
            };
            ```

            """),
        new("""

            ```sql
            SELECT t.$s, COUNT(*) AS $w, SUM(t.$w) / $n.0
            FROM $s t LEFT JOIN $s u ON u.id = t.$s
            WHERE t.created_at >= '2026-0$n-01' AND u.$w IN ('$w', '$w')
            GROUP BY 1 HAVING COUNT(*) > $n ORDER BY 2 DESC LIMIT $n;
            ```

            """),
        new("""

            {"id": "$h-$h", "$s": $n, "$w": ["$w", "$w", "$w"], "$s": {"$w": true, "$w": null, "path": "C:\\$w\\$w.txt"}}

            """),
    ];

    public static readonly Template[] Lists =
    [
        new("\n\n1. **$c**: $w $w $w ($n%)\n2. **$c**: $w $w $w $w\n3. **$c**: $w $w, $w $w\n\n"),
        new("\n\n- $w $w $w\n- $w $w\n- $w: `$s`\n- $w $w $w $w $w\n\n"),
        new("\n\n| $c | $c | $c |\n|---|---:|---|\n| $w | $n | $w $w |\n| $w | $n.$n | $w |\n| $w | -$n | $h |\n\n"),
        new("\n\n## $c $w $w\n\n> \"$w $w $w $w,\" $w $c $w.\n\n"),
    ];

    public static readonly Template[] Inline =
    [
        new(" https://www.$w.example.com/$w/$s?id=$n&ref=$h"), new(" ($w.$w@$w.example.org)"), new(" $n.$n%"), new(" \"$w $w\""),
        new(" 2026-$n-$nT$n:$n:00Z"), new(" `$s()`"), new(" $c"), new(" don't"),
        new(" it's"), new(" #$h"), new(" $n"), new(" $n,000"), new(" $w-$w"), new(" ($w $w)"),
    ];
}
