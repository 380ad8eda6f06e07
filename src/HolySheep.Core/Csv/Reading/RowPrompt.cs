using System.Collections.Generic;
using System.Linq;
using HolySheep.Errors;
using HolySheep.Templates;

namespace HolySheep.Csv.Reading;

/// <summary>A template whose names are bound to the columns of a file: only those are sent.</summary>
internal sealed class RowPrompt
{
    private const int NoColumn = -1;
    private readonly List<(string Text, int Column)> _parts = [];

    private RowPrompt(IReadOnlyList<string> missing) => Missing = missing;

    /// <summary>Names of the template that are no columns.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>False where every row has the same prompt.</summary>
    public bool NamesColumn { get; private set; }

    /// <summary>Binds a template; a name that is no column stands for an empty text.</summary>
    /// <exception cref="HolySheepException">A name fits several columns.</exception>
    public static RowPrompt Bind(PromptTemplate template, IReadOnlyList<string> header)
    {
        var columns = template.Names.ToDictionary(name => name, name => NameChoice.IndexOf(name, header, "columns of the file"));
        var prompt = new RowPrompt([.. columns.Where(column => column.Value == NoColumn).Select(column => column.Key)]) { NamesColumn = columns.Count > 0 };
        foreach (var (text, isName) in template.Parts)
        {
            prompt._parts.Add(isName ? ("", columns[text]) : (text, NoColumn));
        }

        return prompt;
    }

    /// <summary>Refuses a template that names what is no column.</summary>
    /// <exception cref="HolySheepException">A name is no column; the message suggests the nearest.</exception>
    public void ThrowIfMissing(IReadOnlyList<string> header)
    {
        if (Missing.Count > 0)
        {
            var fault = PromptTemplate.Unknown(Missing[0], [.. header]);
            throw new HolySheepException(fault.Code, fault.Message.Replace("no property of the input", "no column of the file"),
                $"The first line of the file is its header: {string.Join(", ", header)}. Double a brace that is meant as one: {{{{ and }}}}.");
        }
    }

    /// <summary>The prompt of a row; from any thread.</summary>
    public string Of(IReadOnlyList<string> cells)
    {
        if (_parts.Count == 1 && _parts[0].Column != NoColumn)
        {
            return cells[_parts[0].Column];
        }

        var texts = new string[_parts.Count];
        for (var part = 0; part < texts.Length; part++)
        {
            var (text, column) = _parts[part];
            texts[part] = column == NoColumn ? text : cells[column];
        }

        return string.Concat(texts);
    }
}
