using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Configuration.Masking;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration.Keys;

public sealed class StoredKeysTests : IDisposable
{
    private const string Key = "gsk_stored-0123456789-abcdef";

    private readonly ConfigurationHome _home = new();

    private StoredKeys Stored => new(_home.Open());

    [Fact]
    public void A_stored_key_is_in_a_file_of_its_owner_and_its_provider_uses_it_without_further_configuration()
    {
        Assert.Equal("Set the provider groq and store its key", Stored.Set("groq", $" {Key}\t"));

        var path = Path.Combine(_home.Folder, "keys", "groq.key");
        Assert.Equal(Key + "\n", File.ReadAllText(path));
        Assert.Equal([$"{Key} @ file:{path}"], Keys("groq"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(path)!));
        }

        Assert.Equal("Store the key of the provider groq", Stored.Set("GROQ", Key + "2"));
        Assert.Equal(Key + "2\n", File.ReadAllText(path));
        Assert.Equal(["groq"], Stored.List(_ => null).Select(key => key.Provider));
    }

    [Fact]
    public void A_key_that_the_configuration_names_comes_before_the_stored_one_and_the_key_of_another_program_after_it()
    {
        Stored.Set("groq", Key);
        Stored.Set("holysheep", Key);
        Directory.CreateDirectory(Path.Combine(_home.Folder, ".holysheep"));
        File.WriteAllText(Path.Combine(_home.Folder, ".holysheep", "config.json"), """{ "apiKey": "hs-key" }""");
        Assert.StartsWith(Key, Keys("holysheep").Single(), StringComparison.Ordinal);

        _home.Environment["GROQ_API_KEY"] = "variable-key";
        _home.Environment["HOLYSHEEP_API_KEY"] = "variable-key";
        Assert.Equal(["variable-key @ env:GROQ_API_KEY"], Keys("groq"));
        Assert.Equal(["variable-key @ env:HOLYSHEEP_API_KEY"], Keys("holysheep"));
        Assert.Equal([(false, "env:GROQ_API_KEY comes first")], Stored.List(name => name == "groq" ? "env:GROQ_API_KEY" : "x").Take(1).Select(key => (key.IsUsed, key.Reason!)));
    }

    [Fact]
    public void A_file_reference_reaches_a_stored_key()
    {
        Stored.Set("groq", Key);
        _home.Write("""{ "providers": { "other": { "kind": "openai", "baseUrl": "http://127.0.0.1:1", "apiKey": "file:keys/groq.key" } } }""");
        Assert.StartsWith(Key, Keys("other").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_key_stays_with_its_configuration_and_never_reaches_another_provider()
    {
        Stored.Set("groq", Key);
        var folder = Directory.CreateDirectory(Path.Combine(_home.Folder, "foreign")).FullName;
        File.WriteAllText(Path.Combine(folder, "config.json"), """{ "providers": { "groq": { "kind": "openai", "baseUrl": "http://127.0.0.1:1" } } }""");

        Assert.Throws<HolySheepException>(() => Keys("groq", Path.Combine(folder, "config.json")));
        Assert.Throws<HolySheepException>(() => Keys("holysheep"));
    }

    [Fact]
    public void A_stored_key_that_others_can_read_is_refused_and_no_other_key_takes_its_place()
    {
        if (OperatingSystem.IsWindows())
        {
            // There the rights of the folder decide.
            return;
        }

        Stored.Set("groq", Key);
        File.SetUnixFileMode(Path.Combine(_home.Folder, "keys", "groq.key"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var error = Assert.Throws<HolySheepException>(() => Keys("groq"));
        Assert.StartsWith("chmod 600", error.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a\\b")]
    [InlineData("c:d")]
    [InlineData("a%2Fb")]
    [InlineData("nhà")]
    [InlineData("two words")]
    public void No_name_leaves_the_folder_of_keys(string provider)
    {
        _home.Open().SetProvider(provider, new Edits.ProviderEdit { BaseUrl = "http://127.0.0.1:1" });
        Stored.Set(provider, Key);

        Assert.StartsWith(Key, Keys(provider).Single(), StringComparison.Ordinal);
        Assert.Equal(["config.json", "config.json.lock"], Directory.EnumerateFiles(_home.Folder).Select(Path.GetFileName).Order());
        var file = Assert.Single(Directory.EnumerateFiles(Path.Combine(_home.Folder, "keys")));
        Assert.Matches("^[%A-Za-z0-9_-][%A-Za-z0-9_.-]*$", Path.GetFileName(file));
        Assert.Equal([provider], Stored.List(_ => null).Select(key => key.Provider));
        Stored.Remove(provider);
        Assert.Empty(Stored.List(_ => null));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  ", "empty")]
    [InlineData("two\nlines-of-a-key-0123456789", "line break")]
    [InlineData("kèy-0123456789abcdef", "not ASCII")]
    public void A_text_that_is_not_a_key_is_refused_without_being_repeated(string text, string reason)
    {
        var error = Assert.Throws<HolySheepException>(() => Stored.Set("groq", text));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789", error.ToString(), StringComparison.Ordinal);
        Assert.False(File.Exists(_home.File));
    }

    [Fact]
    public void A_provider_that_is_neither_configured_nor_a_preset_is_refused_with_the_nearest()
    {
        Assert.Contains("'groq'", Assert.Throws<HolySheepException>(() => Stored.Set("gorq", Key)).Hint, StringComparison.Ordinal);
        Stored.Set("groq", Key);
        Assert.Contains("did you mean 'groq'?", Assert.Throws<HolySheepException>(() => Stored.Remove("gorq")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preview_writes_nothing()
    {
        var preview = new StoredKeys(new ConfigurationFile(null, _home.Variable) { Preview = true });
        preview.Set("groq", Key);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_home.Folder));
        Stored.Set("groq", Key);
        preview.Remove("groq");
        Assert.Single(Stored.List(_ => null));
    }

    public void Dispose() => _home.Dispose();

    private List<string> Keys(string provider, string? path = null)
    {
        var configuration = new ConfigurationFile(path, _home.Variable).Read();
        var lookup = new KeyLookup(configuration, new Dictionary<string, Secret>(), _home.Variable, null, new SecretMask());
        return [.. lookup.Find(configuration.GetProvider(provider)).Select(key => $"{key.Secret.Reveal()} @ {key.Place}")];
    }
}
