using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using HolySheep.Errors;

namespace HolySheep.Templates;

/// <summary>A prompt with placeholders: <c>{}</c> for a text, <c>{Name}</c> for a named value, doubled braces for braces.</summary>
public sealed class PromptTemplate
{
    private const string Rule = "Write {} for a text, {Name} for a property or column, and double a literal brace: {{ and }}.";

    private readonly List<Part> _parts = [];

    private PromptTemplate()
    {
    }

    /// <summary>The names of its placeholders as written, each once, in order; the empty name for <c>{}</c>.</summary>
    public IReadOnlyList<string> Names => [.. _parts.Where(part => part.IsName).Select(part => part.Text).Distinct()];

    /// <summary>The characters before the first placeholder, which all prompts of the template share.</summary>
    public int SharedPrefix => _parts.Count == 0 || _parts[0].IsName ? 0 : _parts[0].Text.Length;

    /// <summary>Its texts and names, in order.</summary>
    internal IEnumerable<(string Text, bool IsName)> Parts => _parts.Select(part => (part.Text, part.IsName));

    /// <summary>Parses a template.</summary>
    /// <exception cref="HolySheepException">A brace is not matched; the message says where.</exception>
    public static PromptTemplate Parse(string text)
    {
        var template = new PromptTemplate();
        var literal = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            if (character is not ('{' or '}'))
            {
                literal.Append(character);
            }
            else if (at + 1 < text.Length && text[at + 1] == character)
            {
                literal.Append(character);
                at++;
            }
            else
            {
                template.Add(literal.ToString(), isName: false);
                literal.Clear();
                var end = character == '{' ? text.IndexOfAny(['{', '}'], at + 1) : -1;
                if (end < 0 || text[end] == '{')
                {
                    throw Unpaired(text, at);
                }

                var name = text.Substring(at + 1, end - at - 1);
                template.Add(name.Trim().Length == 0 ? "" : name, isName: true);
                at = end;
            }
        }

        template.Add(literal.ToString(), isName: false);
        return template;
    }

    /// <summary>Replaces the placeholders with values.</summary>
    /// <param name="valueOf">Gives the value of a name, as written and then without its outer spaces, and of the empty name for <c>{}</c>; null if there is none.</param>
    /// <param name="known">The names that have a value, for the message.</param>
    /// <exception cref="HolySheepException">A name has no value; the message suggests the nearest known name.</exception>
    public string Fill(Func<string, string?> valueOf, IReadOnlyCollection<string> known)
    {
        var prompt = new StringBuilder();
        foreach (var part in _parts)
        {
            prompt.Append(part.IsName ? valueOf(part.Text) ?? valueOf(part.Text.Trim()) ?? throw Unknown(part.Text, known) : part.Text);
        }

        return prompt.ToString();
    }

    private void Add(string text, bool isName)
    {
        if (isName || text.Length > 0)
        {
            _parts.Add(new Part(text, isName));
        }
    }

    private static HolySheepException Unpaired(string text, int at) =>
        new(ErrorCode.ArgumentInvalid, $"The prompt is a template here, and its '{text[at]}' at character {at + 1} is not matched.", Rule);

    /// <summary>The error of a name without a value.</summary>
    internal static HolySheepException Unknown(string name, IReadOnlyCollection<string> known)
    {
        var has = known.Count == 0 ? "The input has no properties." : "The input has: " + string.Join(", ", known) + ".";
        return name.Length == 0
            ? new(ErrorCode.ArgumentInvalid, "The template's {} stands for a text, but the input is not a text. " + has, Rule)
            : new(ErrorCode.ArgumentInvalid, $"The template's {{{name}}} is not a property of the input{NearestName.Suggest(name, known)}", has + " " + Rule);
    }

    private readonly record struct Part(string Text, bool IsName);
}
