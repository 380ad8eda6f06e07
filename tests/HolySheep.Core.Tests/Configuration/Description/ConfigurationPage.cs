using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace HolySheep.Configuration.Description;

/// <summary>The tables of the reference page, from the descriptions of the keys.</summary>
internal static class ConfigurationPage
{
    /// <summary>One section for each object of the file: its heading and its table.</summary>
    public static IReadOnlyList<string> Sections()
    {
        var sections = new List<string>();
        var seen = new List<IReadOnlyList<KeyDescription>>();
        Add(sections, seen, "", ConfigurationKeys.All);
        return sections;
    }

    private static void Add(List<string> sections, List<IReadOnlyList<KeyDescription>> seen, string path, IReadOnlyList<KeyDescription> keys)
    {
        if (seen.Contains(keys))
        {
            return;
        }

        seen.Add(keys);
        keys = ConfigurationSchema.WithSettings(keys);
        var text = new StringBuilder();
        text.Append(path.Length == 0 ? "## The keys of the file\n\n" : $"## `{path}`\n\n");
        text.Append("| key | value | what it says | default | example |\n| --- | --- | --- | --- | --- |\n");
        foreach (var key in keys)
        {
            text.Append($"| `{key.Name}` | {Words(key.Shape)} | {key.Text} | {key.Default ?? "required"} | {(key.Example is null ? "see below" : $"`{key.Example}`")} |\n");
        }

        sections.Add(text.ToString());
        foreach (var key in keys)
        {
            AddShape(sections, seen, path.Length == 0 ? key.Name : $"{path}.{key.Name}", key.Shape);
        }
    }

    private static void AddShape(List<string> sections, List<IReadOnlyList<KeyDescription>> seen, string path, KeyShape shape)
    {
        if (shape.Keys.Count > 0)
        {
            Add(sections, seen, path, shape.Keys);
        }

        if (shape.Item is { } item)
        {
            AddShape(sections, seen, path + (shape.Type == "array" ? "[]" : ".NAME"), item);
        }

        foreach (var form in shape.Forms)
        {
            AddShape(sections, seen, path, form);
        }
    }

    private static string Words(KeyShape shape)
    {
        var words = shape.Values.Count > 0 ? string.Join(", ", shape.Values.Select(value => $"`{value}`")) : shape.Words;
        return (shape.Least, shape.Most) switch
        {
            (null, null) => words,
            ({ } least, null) => $"{words} from {least}",
            var (least, most) => $"{words}, {least} to {most}",
        };
    }
}
