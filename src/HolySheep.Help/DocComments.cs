using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HolySheep.Help;

/// <summary>The doc comments of an assembly, as plain text.</summary>
internal sealed partial class DocComments
{
    private readonly Dictionary<string, XElement> _members;

    private DocComments(Dictionary<string, XElement> members) => _members = members;

    internal static DocComments Load(string path) =>
        new(XDocument.Load(path).Descendants("member").ToDictionary(member => member.Attribute("name")!.Value));

    /// <summary>One part of a member's comment; empty if it has none.</summary>
    /// <param name="member">The member's id, for example <c>T:Namespace.Type</c>.</param>
    /// <param name="part">For example <c>summary</c>.</param>
    internal string Text(string member, string part) =>
        _members.TryGetValue(member, out var comment) && comment.Element(part) is { } text ? Space().Replace(Flat(text), " ").Trim() : "";

    private static string Flat(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "paramref" } reference => reference.Attributes().First().Value.Split('.', ':')[^1],
        XElement inner => Flat(inner),
        _ => "",
    }));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
