using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using HolySheep.Schema;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Configuration.Description;

/// <summary>The schema and the reference page say what the reader reads, because all three come from one description. To write them after a change: HOLYSHEEP_WRITE_DOCS=1.</summary>
public sealed class ConfigurationSchemaTests : IDisposable
{
    private static readonly string SchemaPath = Path.Combine(Readme.Root, "docs", "holysheep.schema.json");
    private static readonly string PagePath = Path.Combine(Readme.Root, "docs", "configuration.md");
    private static readonly bool Writes = Environment.GetEnvironmentVariable("HOLYSHEEP_WRITE_DOCS") == "1";

    private readonly ConfigurationHome _home = new();

    private static JsonElement Schema => JsonDocument.Parse(ConfigurationSchema.Text).RootElement;

    private static string Example => Regex.Match(File.ReadAllText(PagePath), "```json\n(.+?)```", RegexOptions.Singleline).Groups[1].Value;

    [Fact]
    public void The_published_schema_is_the_one_that_the_descriptions_give()
    {
        if (Writes)
        {
            File.WriteAllText(SchemaPath, ConfigurationSchema.Text + "\n");
        }

        Assert.Equal(ConfigurationSchema.Text + "\n", File.ReadAllText(SchemaPath));
    }

    [Fact]
    public void The_reference_page_has_every_key_with_default_and_example()
    {
        const string Begin = "<!-- keys -->\n";
        var page = File.ReadAllText(PagePath);
        var expected = string.Join("\n", ConfigurationPage.Sections());
        if (Writes)
        {
            page = page.Substring(0, page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length) + expected;
            File.WriteAllText(PagePath, page);
        }

        Assert.Equal(expected, page.Substring(page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length));
    }

    [Fact]
    public void Every_example_of_a_key_has_the_shape_that_the_schema_says() => Assert.Empty(Faults(Schema, "$"));

    [Fact]
    public void The_example_of_the_page_names_every_key_and_is_read_without_a_warning_and_fits_the_schema()
    {
        _home.Write("", "corp.pem");
        _home.Environment["TENANT"] = "a";
        _home.Environment["SLACK_WEBHOOK"] = "https://hooks.example.com/x";
        Assert.Empty(_home.Read(Example).Warnings);
        Assert.Null(FaultOf(JsonDocument.Parse(Example).RootElement));
        var names = NamesOf(JsonDocument.Parse(Example).RootElement).ToHashSet();
        Assert.Empty(Described(ConfigurationKeys.All).Except(names));
    }

    [Fact]
    public void A_file_with_a_schema_is_read_and_written_with_it()
    {
        Assert.Empty(_home.Read("""{ "$schema": "holysheep.schema.json", "chains": { "a": [ "b" ] } }""").Warnings);
        _home.Open().SetChain("a", ["c"]);
        Assert.Contains("\"$schema\": \"holysheep.schema.json\"", File.ReadAllText(_home.File), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "providers": { "a": { "kind": "opanai" } } }""")]
    [InlineData("""{ "health": { "breakSec": "10" } }""")]
    [InlineData("""{ "budgets": { "a": { "limit": 1 } } }""")]
    [InlineData("""{ "rules": [ { "name": "a", "when": { "minPromptTokens": 1.5 }, "model": "m" } ] }""")]
    public void What_the_reader_refuses_does_not_fit_the_schema(string text)
    {
        _home.Refusal(text);
        Assert.NotNull(FaultOf(JsonDocument.Parse(text).RootElement));
    }

    [Fact]
    public void The_sample_of_the_contract_fits_the_schema() => Assert.Null(FaultOf(JsonDocument.Parse(Samples.Contract).RootElement));

    [Fact]
    public void The_reader_has_no_list_of_keys_beside_the_descriptions()
    {
        // A key that a reader asks for, node["x"], is in a description.
        var folder = Path.Combine(Readme.Root, "src", "HolySheep.Core", "Configuration", "Reading");
        var asked = Directory.EnumerateFiles(folder, "*.cs").Where(file => Path.GetFileName(file) != "CatalogReader.cs")
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "\\[\"([A-Za-z$]+)\"\\]").Select(match => match.Groups[1].Value));
        Assert.Empty(asked.Except(Described(ConfigurationKeys.All)));
    }

    public void Dispose() => _home.Dispose();

    // The check of answers does not look at the members of an object whose keys the user chooses.
    private static string? FaultOf(JsonElement file) => SchemaCheck.FindFault(Schema, file) ?? file.EnumerateObject()
        .Where(section => section.Value.ValueKind == JsonValueKind.Object)
        .SelectMany(section => Schema.GetProperty("properties").GetProperty(section.Name) is var rules && rules.GetProperty("additionalProperties") is { ValueKind: JsonValueKind.Object } each
            ? section.Value.EnumerateObject().Select(member => SchemaCheck.FindFault(each, member.Value))
            : []).FirstOrDefault(fault => fault is not null);

    private static IEnumerable<string> Described(IReadOnlyList<KeyDescription> keys) => keys.SelectMany(key => DescribedIn(key.Shape).Prepend(key.Name)).Distinct();

    private static IEnumerable<string> DescribedIn(KeyShape shape) =>
        Described(shape.Keys).Concat(shape.Item is { } item ? DescribedIn(item) : []).Concat(shape.Forms.SelectMany(DescribedIn));

    private static IEnumerable<string> NamesOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => NamesOf(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(NamesOf),
        _ => [],
    };

    private static IEnumerable<string> Faults(JsonElement schema, string path)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var own = schema.TryGetProperty("examples", out var examples) && examples.ValueKind == JsonValueKind.Array
            ? examples.EnumerateArray().Select(example => SchemaCheck.FindFault(schema, example)).OfType<string>().Select(fault => $"{path}: {fault}")
            : [];
        return own.Concat(schema.EnumerateObject().Where(member => member.Name is not ("examples" or "anyOf")).SelectMany(member => Faults(member.Value, $"{path}.{member.Name}")));
    }
}
