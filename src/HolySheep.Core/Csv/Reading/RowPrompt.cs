using System.Collections.Generic;
using System.Linq;
using HolySheep.Errors;
using HolySheep.Templates;

namespace HolySheep.Csv.Reading;

/// <summary>A template whose names are bound to the columns of a file. Only those columns are sent.</summary>
internal sealed class RowPrompt
{
    private const int NoColumn = -1;
    private readonly List<(string Text, int Column)> _parts = [];

    private RowPrompt(IReadOnlyList<string> missing) => Missing = missing;

    /// <summary>The names in the template that are not columns.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>False if every row has the same prompt.</summary>
    public bool NamesColumn { get; private set; }

    /// <summary>Binds a template; a name that is not a column becomes an empty text.</summary>
    /// <exception cref="HolySheepException">A name matches several columns.</exception>
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

    /// <summary>Refuses a template with a name that is not a column.</summary>
    /// <exception cref="HolySheepException">A name is not a column; the message suggests the nearest one.</exception>
    public void ThrowIfMissing(IReadOnlyList<string> header)
    {
        if (Missing.Count > 0)
        {
            var fault = PromptTemplate.Unknown(Missing[0], [.. header]);
            throw new HolySheepException(fault.Code, fault.Message.Replace("not a property of the input", "not a column of the file"),
                $"The first line of the file is its header: {string.Join(", ", header)}. Double a literal brace: {{{{ and }}}}.");
        }
    }

    /// <summary>Creates the prompt of a row; from any thread.</summary>
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
