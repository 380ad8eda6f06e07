using System;
using System.Collections.Generic;
using System.Linq;
using System.Xml.Linq;

namespace HolySheep.Help;

/// <summary>Writes help in the format that Get-Help reads.</summary>
internal static class MamlDocument
{
    private const string DefaultMark = "Default: ";

    private static readonly XNamespace Items = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    internal static XDocument Of(IEnumerable<CmdletShape> cmdlets, DocComments comments, Func<CmdletShape, HelpPage> page, OnlinePages online) =>
        new(new XElement(Items + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            cmdlets.Select(cmdlet => OfCmdlet(cmdlet, comments, page(cmdlet), online.Of(cmdlet)))));

    private static XElement OfCmdlet(CmdletShape cmdlet, DocComments comments, HelpPage page, string? address) => new(Command + "command",
        new XElement(Command + "details",
            new XElement(Command + "name", cmdlet.Name),
            new XElement(Command + "verb", cmdlet.Verb),
            new XElement(Command + "noun", cmdlet.Noun),
            Paragraphs(Maml + "description", [Summary(comments, cmdlet.Type)])),
        Paragraphs(Maml + "description", page.Description),
        new XElement(Command + "syntax", cmdlet.Sets.Select(set => SyntaxOf(cmdlet, set))),
        new XElement(Command + "parameters", cmdlet.Parameters.Select(parameter => OfParameter(parameter, parameter.Uses[0], comments))),
        new XElement(Command + "inputTypes", cmdlet.Parameters.Where(parameter => parameter.Uses.Any(use => use.Pipeline != "False"))
            .Select(parameter => TypeOf(Command + "inputType", parameter.TypeName, $"-{parameter.Name}: {Told(parameter, comments)}"))),
        new XElement(Command + "returnValues", cmdlet.Outputs.Select(type => TypeOf(Command + "returnValue", type.FullName!, Summary(comments, type)))),
        new XElement(Maml + "alertSet", Paragraphs(Maml + "alert", page.Notes)),
        new XElement(Command + "examples", page.Examples.Select(OfExample)),
        // Get-Help -Online opens the first address.
        new XElement(Command + "relatedLinks", address is null ? null : LinkTo("Online version:", address), page.SeeAlso.Select(topic => LinkTo(topic))));

    private static XElement SyntaxOf(CmdletShape cmdlet, string set) => new(Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet.Name),
        from parameter in cmdlet.Parameters
        let use = parameter.Uses.FirstOrDefault(use => use.Set == set || use.Set == ParameterUse.EverySet)
        where use is not null
        orderby use.Position ?? int.MaxValue
        select new XElement(Command + "parameter", Attributes(parameter, use), new XElement(Maml + "name", parameter.Name),
            parameter.Values.Count > 0
                ? new XElement(Command + "parameterValueGroup", parameter.Values.Select(value => ValueOf(value)))
                : parameter.IsSwitch ? null : ValueOf(parameter.TypeName)));

    private static XElement OfParameter(ParameterShape parameter, ParameterUse use, DocComments comments)
    {
        var value = parameter.CommentId is { } id ? comments.Text(id, "value") : "";
        var isDefault = value.StartsWith(DefaultMark, StringComparison.Ordinal);
        var text = string.Join(" ", ((string[])[Told(parameter, comments), isDefault ? "" : value, OneOf(parameter.Values), parameter.Range]).Where(part => part.Length > 0));
        return new XElement(Command + "parameter", Attributes(parameter, use),
            new XElement(Maml + "name", parameter.Name),
            Paragraphs(Maml + "description", [text]),
            ValueOf(parameter.TypeName),
            new XElement(Dev + "type", new XElement(Maml + "name", parameter.TypeName), new XElement(Maml + "uri")),
            new XElement(Dev + "defaultValue", isDefault ? value[DefaultMark.Length..].TrimEnd('.') : parameter.Default));
    }

    private static XElement OfExample(HelpExample example, int index) => new(Command + "example",
        new XElement(Maml + "title", $"--- Example {index + 1}: {example.Title} ---"),
        new XElement(Dev + "code", example.Code),
        Paragraphs(Dev + "remarks", example.Remarks));

    private static XAttribute[] Attributes(ParameterShape parameter, ParameterUse use) =>
    [
        new("required", use.Mandatory),
        new("variableLength", parameter.TypeName.EndsWith("[]", StringComparison.Ordinal)),
        new("globbing", parameter.Wildcards),
        new("pipelineInput", use.Pipeline),
        new("position", use.Position?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "named"),
        new("aliases", parameter.Aliases.Count > 0 ? string.Join(", ", parameter.Aliases) : "none"),
    ];

    private static XElement ValueOf(string text) =>
        new(Command + "parameterValue", new XAttribute("required", true), new XAttribute("variableLength", false), text);

    private static XElement LinkTo(string text, string? address = null) =>
        new(Maml + "navigationLink", new XElement(Maml + "linkText", text), new XElement(Maml + "uri", address));

    private static XElement TypeOf(XName element, string name, string text) =>
        new(element, new XElement(Dev + "type", new XElement(Maml + "name", name)), Paragraphs(Maml + "description", [text]));

    private static XElement Paragraphs(XName element, IEnumerable<string> paragraphs) =>
        new(element, paragraphs.Select(paragraph => new XElement(Maml + "para", paragraph)));

    private static string Told(ParameterShape parameter, DocComments comments) =>
        parameter.CommentId is { } id ? $"{comments.Text(id, "summary")} {comments.Text(id, "remarks")}".Trim() : parameter.Text;

    private static string Summary(DocComments comments, Type type) => comments.Text("T:" + type.FullName, "summary");

    private static string OneOf(IReadOnlyList<string> values) => values.Count > 0 ? $"One of {string.Join(", ", values)}." : "";
}
