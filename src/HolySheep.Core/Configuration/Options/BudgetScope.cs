using System;

namespace HolySheep.Configuration.Options;

/// <summary>The calls that a budget counts.</summary>
/// <param name="Kind">What the calls have in common.</param>
/// <param name="Value">The provider, model or job; for a tag, <c>name=value</c> or a word that is its name or its value; empty for all calls.</param>
public sealed record BudgetScope(BudgetScopeKind Kind, string Value = "")
{
    /// <summary>Every call.</summary>
    public static BudgetScope All { get; } = new(BudgetScopeKind.All);

    /// <summary>The scope of a text such as <c>all</c>, <c>provider=backup</c>, <c>model=gpt-4.1</c>, <c>tag=team=ops</c> or <c>job=mails</c>; null if it is not valid.</summary>
    public static BudgetScope? Parse(string text)
    {
        if (string.Equals(text, "all", StringComparison.OrdinalIgnoreCase))
        {
            return All;
        }

        var equals = text.IndexOf('=');
        return equals > 0 && equals < text.Length - 1
            && Enum.TryParse<BudgetScopeKind>(text.Substring(0, equals), ignoreCase: true, out var kind) && kind != BudgetScopeKind.All && !char.IsDigit(text[0])
                ? new BudgetScope(kind, text.Substring(equals + 1))
                : null;
    }

    /// <summary>The scope as the configuration spells it.</summary>
    public override string ToString() => Kind == BudgetScopeKind.All ? "all" : Kind.ToString().ToLowerInvariant() + "=" + Value;
}
