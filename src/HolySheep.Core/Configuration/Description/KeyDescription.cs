using System.Collections.Generic;
using System.Linq;

namespace HolySheep.Configuration.Description;

/// <summary>A key of the configuration file: the one description that the reader, the JSON schema and the reference page share.</summary>
/// <param name="Name">The key.</param>
/// <param name="Shape">What its value may be.</param>
/// <param name="Text">What it means, in one sentence.</param>
/// <param name="Default">What applies without it, in words; null if it is required.</param>
/// <param name="Example">An example of its value, as JSON; null if it is an object with keys of its own.</param>
internal sealed record KeyDescription(string Name, KeyShape Shape, string Text, string? Default, string? Example)
{
    /// <summary>A text of a description without the marks of code, which only the reference page shows.</summary>
    public static string Plain(string text) => text.Replace("`", "");

    /// <summary>The names of keys, for the reader's check of unknown ones.</summary>
    public static string[] NamesOf(IEnumerable<KeyDescription> keys) => [.. keys.Select(key => key.Name)];
}
