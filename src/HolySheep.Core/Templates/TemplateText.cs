using System.Collections.Generic;
using System.Linq;
using System.Text;
using HolySheep.Errors;

namespace HolySheep.Templates;

/// <summary>Puts known values into a stored template; what is left is a template for the inputs of calls.</summary>
public static class TemplateText
{
    /// <summary>Replaces the placeholders that have a value.</summary>
    /// <param name="template">The template; null for one without a prompt of its own.</param>
    /// <param name="variables">Values by name; each name must be a placeholder.</param>
    /// <param name="text">The text for <c>{}</c>, or after a template without it; null if there is none.</param>
    /// <returns>A template with the other placeholders; null if there is neither a template nor a text.</returns>
    /// <exception cref="HolySheepException">A variable is not a placeholder, or the template is not valid.</exception>
    public static string? Bind(string? template, IReadOnlyDictionary<string, string> variables, string? text)
    {
        var parsed = PromptTemplate.Parse(template ?? "");
        var values = new Dictionary<string, string>();
        foreach (var variable in variables)
        {
            var place = NameChoice.IndexOf(variable.Key, parsed.Names, "placeholders");
            values[place >= 0 && variable.Key.Trim().Length > 0 ? parsed.Names[place] : throw Unused(variable.Key, parsed)] = variable.Value;
        }

        var takesText = parsed.Names.Contains("");
        if (text is not null && takesText)
        {
            values[""] = text;
        }

        var bound = new StringBuilder();
        foreach (var (part, isName) in parsed.Parts)
        {
            bound.Append(!isName ? Literal(part) : values.TryGetValue(part, out var value) ? Literal(value) : "{" + part + "}");
        }

        if (text is not null && !takesText)
        {
            bound.Append(bound.Length > 0 ? "\n\n" : "").Append(Literal(text));
        }

        return template is null && text is null ? null : bound.ToString();
    }

    /// <summary>Whether a template needs a text for <c>{}</c>, or has no prompt of its own.</summary>
    public static bool TakesText(string? template) => template is null || PromptTemplate.Parse(template).Names.Contains("");

    /// <summary>The prompt of a template whose placeholders all have values.</summary>
    /// <exception cref="HolySheepException">A placeholder has none.</exception>
    public static string Whole(string template)
    {
        var parsed = PromptTemplate.Parse(template);
        return parsed.Names.FirstOrDefault() is { } name ? throw Missing(name, parsed) : parsed.Fill(_ => null, []);
    }

    private static string Literal(string text) => text.Replace("{", "{{").Replace("}", "}}");

    private static HolySheepException Missing(string name, PromptTemplate template) => name.Length == 0
        ? new(ErrorCode.ArgumentInvalid, "The template's {} stands for a text, and none was given.", "Give the text as the prompt, or pipe it in.")
        : new(ErrorCode.ArgumentInvalid, $"The template needs a value for {string.Join(", ", template.Names.Where(other => other.Length > 0).Select(other => "{" + other + "}"))}.", $"Give it: {CommandHint.Variable(name.Trim())}");

    private static HolySheepException Unused(string name, PromptTemplate template) => new(
        ErrorCode.ArgumentInvalid,
        $"The template has no placeholder {{{name}}}{NearestName.Suggest(name, template.Names)}",
        template.Names.Count == 0 ? "It has no placeholders." : "It has: " + string.Join(", ", template.Names.Select(other => "{" + other + "}")) + ".");
}
