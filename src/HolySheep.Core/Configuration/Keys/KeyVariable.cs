using System.Linq;

namespace HolySheep.Configuration.Keys;

/// <summary>Names environment variables for keys, as hints spell them.</summary>
internal static class KeyVariable
{
    /// <summary>The suggested variable for a provider's key.</summary>
    public static string For(string provider)
    {
        var letters = provider.Select(c => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') ? char.ToUpperInvariant(c) : '_');
        var name = new string(letters.ToArray()) + "_API_KEY";
        return char.IsDigit(name[0]) ? "_" + name : name;
    }

    /// <summary>The line to type, for each shell.</summary>
    public static string HowToSet(string variable) => $"bash: export {variable}=...  PowerShell: $env:{variable} = '...'";
}
