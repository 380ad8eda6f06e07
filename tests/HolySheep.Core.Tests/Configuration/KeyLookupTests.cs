using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using HolySheep.Chat;
using HolySheep.Configuration.Keys;
using HolySheep.Configuration.Masking;
using HolySheep.Configuration.Options;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

public sealed class KeyLookupTests : IDisposable
{
    private const string Marker = "hs-marker-0123456789";

    private readonly ConfigurationHome _home = new();
    private readonly Dictionary<string, Secret> _session = [];
    private readonly SecretMask _mask = new();
    private Func<string, Secret?>? _vault;

    [Fact]
    public void A_key_of_the_session_goes_before_every_other_and_alone()
    {
        _session["holysheep"] = new Secret("session-key");
        _home.Environment["A"] = "a-key";
        _home.Environment["HOLYSHEEP_API_KEY"] = "variable-key";
        Assert.Equal(["session-key @ this session"], Keys("holysheep", "\"env:A\""));
    }

    [Fact]
    public void A_configured_key_goes_before_the_gateways_own_variable()
    {
        _home.Environment["A"] = "a-key";
        _home.Environment["HOLYSHEEP_API_KEY"] = "variable-key";
        Assert.Equal(["a-key @ env:A"], Keys("holysheep", "\"env:A\""));
    }

    [Fact]
    public void The_gateways_variable_goes_before_the_file_of_the_hs_command()
    {
        _home.Environment["HOLYSHEEP_API_KEY"] = "variable-key";
        WriteHsFile();
        Assert.Equal(["variable-key @ env:HOLYSHEEP_API_KEY"], Keys("holysheep"));
    }

    [Fact]
    public void The_gateways_key_is_found_last_in_the_file_of_the_hs_command_which_is_never_written()
    {
        var path = WriteHsFile();
        var before = (File.ReadAllText(path), File.GetLastWriteTimeUtc(path));
        Assert.Equal(["hs-key @ ~/.holysheep/config.json"], Keys("holysheep", "\"env:A\""));
        Assert.Equal(before, (File.ReadAllText(path), File.GetLastWriteTimeUtc(path)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{ \"apiKey\": 3 }")]
    [InlineData("{ \"apiKey\": \"hs-marker-0123456789")]
    [InlineData("{ \"apiKey\": \"\\ud800\" }")]
    public void A_damaged_file_of_the_hs_command_is_a_place_without_a_key(string text)
    {
        _home.Write(text, ".holysheep/config.json");
        var error = Refusal("holysheep");
        Assert.Contains("~/.holysheep/config.json (", error.Message);
        Assert.DoesNotContain(Marker, error.ToString());
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/v1")]
    [InlineData("https://api.holysheep.ai/v1")]
    public void The_gateways_places_are_never_searched_for_another_provider_even_at_the_same_address(string baseUrl)
    {
        _home.Environment["HOLYSHEEP_API_KEY"] = Marker;
        _session["holysheep"] = new Secret(Marker);
        WriteHsFile();
        var provider = Provider("backup", null, baseUrl, out var lookup);
        var error = Assert.Throws<HolySheepException>(() => lookup.Find(provider));
        Assert.Equal(ErrorCode.CredentialMissing, error.Code);
        Assert.DoesNotContain("HOLYSHEEP_API_KEY", error.Message + error.Hint);
    }

    [Fact]
    public void A_session_key_of_another_provider_is_not_used()
    {
        _session["backup"] = new Secret("backup-key");
        Refusal("holysheep");
    }

    [Fact]
    public void Several_references_give_several_keys_in_order_each_once_and_missing_ones_are_left_out()
    {
        _home.Environment["A"] = "first";
        _home.Environment["C"] = "first";
        _home.Environment["D"] = " last\n";
        Assert.Equal(["first @ env:A", "last @ env:D"], Keys("backup", """[ "env:A", "env:B", "env:C", "env:D" ]"""));
    }

    [Fact]
    public void A_provider_without_keys_is_called_without_one()
    {
        _home.Environment["HOLYSHEEP_API_KEY"] = Marker;
        _session["holysheep"] = new Secret(Marker);
        Assert.Empty(Keys("holysheep", "\"none\""));
    }

    [Fact]
    public void A_missing_key_is_an_error_that_names_the_places_and_how_to_set_one()
    {
        var error = Refusal("holysheep");
        Assert.Equal(ErrorCode.CredentialMissing, error.Code);
        Assert.Equal(
            "No usable key for the provider 'holysheep'. Places searched: this session (not set); env:HOLYSHEEP_API_KEY (not set); ~/.holysheep/config.json (does not exist).",
            error.Message);
        Assert.Equal("bash: export HOLYSHEEP_API_KEY=...  PowerShell: $env:HOLYSHEEP_API_KEY = '...'", error.Hint);
    }

    [Fact]
    public void A_missing_key_of_a_configured_variable_names_that_variable()
    {
        var error = Refusal("backup", "\"env:TEAM_KEY\"");
        Assert.Contains("env:TEAM_KEY (not set)", error.Message);
        Assert.Contains("export TEAM_KEY=...", error.Hint);
        Assert.Contains("$env:TEAM_KEY = '...'", error.Hint);
    }

    [Fact]
    public void A_provider_without_a_reference_is_reported_with_the_reference_to_write_and_its_place()
    {
        var error = Refusal("backup");
        Assert.Contains("\"apiKey\": \"env:BACKUP_API_KEY\"", error.Hint);
        Assert.Contains("'providers.backup'", error.Hint);
        Assert.Contains(_home.File, error.Hint);
        Assert.Contains("Set-HolySheepProvider backup -ApiKeyReference env:BACKUP_API_KEY", error.Hint);
        Assert.Contains("export BACKUP_API_KEY=...", error.Hint);
    }

    [Theory]
    [InlineData("file-key\n")]
    [InlineData("\uFEFF  file-key \r\nsecond line")]
    public void A_key_file_gives_its_first_line_trimmed(string text)
    {
        _home.WriteKey(text);
        Assert.Equal([$"file-key @ file:{Path.Combine(_home.Folder, "key.txt")}"], Keys("backup", "\"file:key.txt\""));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    public void A_key_file_that_others_can_access_is_refused_with_the_command_that_fixes_it(UnixFileMode others)
    {
        if (OperatingSystem.IsWindows())
        {
            // There the rights of the folder decide.
            return;
        }

        var path = _home.WriteKey(Marker);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | others);
        _home.Environment["HOLYSHEEP_API_KEY"] = "another-account";
        var error = Refusal("holysheep", "\"file:key.txt\"");
        Assert.Contains(path, error.Message);
        Assert.Equal($"chmod 600 '{path}'", error.Hint);
        Assert.DoesNotContain(Marker, error.ToString());
    }

    [Fact]
    public void A_key_file_that_is_not_there_or_is_a_folder_names_its_path()
    {
        var error = Refusal("backup", "\"file:gone.txt\"");
        Assert.Contains(Path.Combine(_home.Folder, "gone.txt"), error.Message);
        Assert.Contains(Path.Combine(_home.Folder, "gone.txt"), error.Hint);
        Assert.Contains("cannot be read", Refusal("backup", "\"file:.\"").Message);
    }

    [Fact]
    public void A_vault_gives_its_key()
    {
        _vault = path => path == "Team/Backup/1" ? new Secret("vault-key") : null;
        Assert.Equal(["vault-key @ secret:Team/Backup/1"], Keys("backup", "\"secret:Team/Backup/1\""));
    }

    [Fact]
    public void A_vault_without_the_key_says_how_to_put_one_in()
    {
        _vault = _ => null;
        var error = Refusal("backup", "\"secret:Team/Backup\"");
        Assert.Contains("secret:Team/Backup (not in the vault)", error.Message);
        Assert.Equal("PowerShell: Set-Secret -Vault 'Team' -Name 'Backup'", error.Hint);
    }

    [Fact]
    public void A_vault_that_cannot_be_read_says_why_and_no_other_account_takes_its_place()
    {
        _home.Environment["HOLYSHEEP_API_KEY"] = "another-account";
        _vault = _ => throw new HolySheepException(ErrorCode.CredentialMissing, "the vault is locked", "Unlock-SecretStore");
        var error = Refusal("holysheep", "\"secret:Team/Backup\"");
        Assert.Contains("secret:Team/Backup (the vault is locked)", error.Message);
        Assert.Equal("Unlock-SecretStore", error.Hint);
    }

    [Fact]
    public void Where_no_vault_can_be_read_the_error_says_so_and_what_to_use()
    {
        var error = Refusal("backup", "\"secret:Team/Backup\"");
        Assert.Contains("vaults cannot be read here", error.Message);
        Assert.Contains("env:NAME or file:PATH, or use PowerShell", error.Hint);
    }

    [Theory]
    [InlineData("hs-marker\r\nX-Evil: 0123456789")]
    [InlineData("hs-märker-0123456789")]
    [InlineData("hs-marker\u007f0123456789")]
    [InlineData("hs-marker\u20190123456789")]
    public void A_key_that_would_break_a_header_is_refused_and_never_repeated_nor_replaced(string key)
    {
        _home.Environment["A"] = key;
        _home.Environment["HOLYSHEEP_API_KEY"] = "another-account";
        var error = Refusal("holysheep", "\"env:A\"");
        Assert.Equal(ErrorCode.CredentialMissing, error.Code);
        Assert.Contains("env:A (holds a", error.Message);
        Assert.DoesNotContain("0123456789", error + error.Hint);
    }

    [Fact]
    public void An_empty_key_counts_as_not_set() => Assert.Contains("env:A (empty)", With("A", "  ", () => Refusal("backup", "\"env:A\"")).Message);

    [Fact]
    public void A_huge_key_is_refused() => Assert.Contains("longer than", With("A", new string('k', 100_000), () => Refusal("backup", "\"env:A\"")).Message);

    [Fact]
    public void Every_key_that_is_found_is_masked_from_then_on()
    {
        _home.Environment["A"] = Marker;
        Assert.Equal("key " + Marker, _mask.Mask("key " + Marker));
        Keys("backup", "\"env:A\"");
        Assert.Equal("key ***", _mask.Mask("key " + Marker));
    }

    public void Dispose() => _home.Dispose();

    private T With<T>(string variable, string value, Func<T> act)
    {
        _home.Environment[variable] = value;
        return act();
    }

    private string WriteHsFile() => _home.Write("""{ "apiKey": "hs-key", "savedAt": "2026-01-01" }""", ".holysheep/config.json");

    private ProviderOptions Provider(string name, string? apiKey, string baseUrl, out KeyLookup lookup)
    {
        var configuration = _home.Read($$"""
            { "providers": { "{{name}}": { "kind": "openai", "baseUrl": "{{baseUrl}}"{{(apiKey is null ? "" : ", \"apiKey\": " + apiKey)}} } } }
            """);
        lookup = new KeyLookup(configuration, _session, _home.Variable, _vault, _mask);
        return configuration.Providers[name];
    }

    private string[] Keys(string name, string? apiKey = null)
    {
        var provider = Provider(name, apiKey, "http://127.0.0.1:1/v1", out var lookup);
        return lookup.Find(provider).Select(key => $"{key.Secret.Reveal()} @ {key.Place}").ToArray();
    }

    private HolySheepException Refusal(string name, string? apiKey = null)
    {
        var provider = Provider(name, apiKey, "http://127.0.0.1:1/v1", out var lookup);
        return Assert.Throws<HolySheepException>(() => lookup.Find(provider));
    }
}
