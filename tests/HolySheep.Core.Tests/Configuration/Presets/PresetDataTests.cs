using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using HolySheep.Catalog;
using Xunit;

namespace HolySheep.Configuration.Presets;

/// <summary>The presets that ship with the module.</summary>
public sealed class PresetDataTests
{
    public static TheoryData<string> Names => [.. PresetFile.Embedded.Select(preset => preset.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_preset_says_where_its_facts_are_from_and_when_they_were_read(string name)
    {
        var preset = Preset(name);
        Assert.True(preset.Source.StartsWith("https://", StringComparison.Ordinal) || preset.Vendor == "HolySheep", preset.Source);
        Assert.True(DateTime.ParseExact(preset.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture) <= new DateTime(2026, 11, 29));
        Assert.True(preset.Keyless || preset.KeyVariables.Count > 0 || preset.KeyCommand.Count > 0, "no key and no reason");
        Assert.Equal(preset.Keyless, preset.BaseUrl.StartsWith("http://127.0.0.1:", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_placeholder_of_an_address_is_a_setting_and_every_setting_is_a_placeholder(string name)
    {
        var preset = Preset(name);
        var placeholders = (preset.BaseUrl + preset.ModelsUrl).Split('{').Skip(1).Select(part => part.Split('}')[0].TrimEnd('-')).Distinct();
        Assert.Equal(placeholders.Order(), preset.Settings.Select(setting => setting.Name).Order());
    }

    [Fact]
    public void No_two_presets_have_one_name_and_no_two_vendors_one_key_prefix()
    {
        Assert.Equal(PresetFile.Embedded.Count, PresetFile.Embedded.Select(preset => preset.Name.ToUpperInvariant()).Distinct().Count());
        var prefixes = PresetFile.Embedded.SelectMany(preset => preset.KeyPrefixes.Select(prefix => (prefix, preset.Vendor))).ToList();
        Assert.DoesNotContain(prefixes, one => prefixes.Any(other => other.Vendor != one.Vendor && other.prefix.StartsWith(one.prefix, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("""{ "presets": [ { "name": "a", "vendor": "A", "kind": "openai", "baseUrl": "https://a.example", "source": "s", "date": "d", "later": 1 } ] }""")]
    [InlineData("""{ "presets": [ { "name": "a", "vendor": "A", "kind": "openai", "source": "s", "date": "d" } ] }""")]
    [InlineData("""{ "presets": [ { "name": "a", "vendor": "A", "kind": "openai", "baseUrl": "https://a.example", "source": "s", "date": "d", "settings": [ { "name": "x", "meaning": "m", "later": 1 } ] } ] }""")]
    public void An_unknown_or_missing_member_is_an_error_of_the_file(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        Assert.ThrowsAny<JsonException>(() => PresetFile.Read(stream));
    }

    private static ProviderPreset Preset(string name) => PresetFile.Embedded.Single(preset => preset.Name == name);
}
