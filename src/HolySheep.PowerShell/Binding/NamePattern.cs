using System.Management.Automation;

namespace HolySheep.PowerShell.Binding;

/// <summary>A name, or a pattern with wildcards, as commands that list things take it.</summary>
internal sealed class NamePattern
{
    private readonly string _text;
    private readonly WildcardPattern _pattern;

    internal NamePattern(string text)
    {
        _text = text;
        _pattern = WildcardPattern.Get(text, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant);
    }

    /// <summary>True if it has no wildcards: it names one thing, which must exist.</summary>
    internal bool IsName => !WildcardPattern.ContainsWildcardCharacters(_text);

    /// <summary>Whether it names this. A name that contains wildcard characters itself also names its own.</summary>
    internal bool Fits(string name) => name == _text || _pattern.IsMatch(name);
}
