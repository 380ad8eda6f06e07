using System;
using System.IO;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

public sealed class RefusalTests : IDisposable
{
    private readonly ConfigurationHome _home = new();

    [Theory]
    [InlineData("[]", 1, null, "object")]
    [InlineData("{\n \"providers\": [] }", 2, "providers", "object")]
    [InlineData("{\n \"models\": 3 }", 2, "models", "object")]
    [InlineData("{\n \"chains\": { \"a\":\n \"b\" } }", 2, "chains.a", "list")]
    [InlineData("{ \"chains\": { \"a\": [\n 1 ] } }", 2, "chains.a[0]", "model id")]
    [InlineData("{ \"chains\": { \"a\": [ \"b\",\n \"\" ] } }", 2, "chains.a[1]", "model id")]
    [InlineData("{ \"chains\": { \"\": [] } }", 1, "chains.", "model id")]
    [InlineData("{ \"defaults\": {\n \"timeoutSec\": \"300\" } }", 2, "defaults.timeoutSec", "seconds")]
    [InlineData("{ \"defaults\": { \"timeoutSec\": 0 } }", 1, "defaults.timeoutSec", "above 0")]
    [InlineData("{ \"defaults\": { \"timeoutSec\": -1 } }", 1, "defaults.timeoutSec", "above 0")]
    [InlineData("{ \"defaults\": { \"timeoutSec\": 1e400 } }", 1, "defaults.timeoutSec", "86400")]
    [InlineData("{ \"defaults\": { \"patienceSec\": -0.1 } }", 1, "defaults.patienceSec", "from 0")]
    [InlineData("{ \"defaults\": { \"hedgeSec\": \"soon\" } }", 1, "defaults.hedgeSec", "or 'auto'")]
    [InlineData("{ \"defaults\": { \"hedgeSec\": -1 } }", 1, "defaults.hedgeSec", "from 0")]
    [InlineData("{ \"defaults\": { \"maxAttempts\": 0 } }", 1, "defaults.maxAttempts", "from 1")]
    [InlineData("{ \"defaults\": { \"maxAttempts\": 2.5 } }", 1, "defaults.maxAttempts", "whole number")]
    [InlineData("{ \"defaults\": { \"model\": null } }", 1, "defaults.model", "found null")]
    [InlineData("{ \"defaults\": { \"provider\": \"holysheap\" } }", 1, "defaults.provider", "did you mean 'holysheep'?")]
    [InlineData("{ \"health\": { \"breakSec\": 20,\n \"maxBreakSec\": 10 } }", 2, "health.maxBreakSec", "at least")]
    [InlineData("{ \"network\": { \"caFile\": \"gone.pem\" } }", 1, "network.caFile", "does not exist")]
    [InlineData("{ \"network\": { \"caFile\": \"a\\u0000b\" } }", 1, "network.caFile", "path")]
    [InlineData("{ \"network\": { \"proxy\": \"proxy:3128\" } }", 1, "network.proxy", "http://")]
    [InlineData("{ \"network\": { \"proxy\": \"socks5://proxy:3128\" } }", 1, "network.proxy", "http://")]
    [InlineData("{ \"providers\": { \"a/b\": { } } }", 1, "providers.a/b", "'/'")]
    [InlineData("{ \"providers\": {\n \"p\": { \"baseUrl\": \"http://h\" } } }", 2, "providers.p", "'kind'")]
    [InlineData("{ \"providers\": { \"p\": { \"kind\": \"openia\", \"baseUrl\": \"http://h\" } } }", 1, "providers.p.kind", "did you mean 'openai'?")]
    [InlineData("{ \"providers\": { \"p\": { \"kind\": \"openai\" } } }", 1, "providers.p", "'baseUrl'")]
    [InlineData("{ \"providers\": { \"p\": { \"kind\": \"openai\",\n \"baseUrl\": \"ftp://h\" } } }", 2, "providers.p.baseUrl", "http://")]
    [InlineData("{ \"providers\": { \"p\": { \"kind\": \"openai\", \"baseUrl\": \"host/v1\" } } }", 1, "providers.p.baseUrl", "http://")]
    [InlineData("{ \"providers\": { \"p\": { \"kind\": \"openai\", \"baseUrl\": \"http://h?api-key=1\" } } }", 1, "providers.p.baseUrl", "a key after '?'")]
    [InlineData("{ \"providers\": { \"holysheep\": { \"requestsPerMinute\": 0 } } }", 1, "providers.holysheep.requestsPerMinute", "from 1")]
    [InlineData("{ \"providers\": { \"holysheep\": { \"apiKey\": [] } } }", 1, "providers.holysheep.apiKey", "at least one")]
    [InlineData("{ \"providers\": { \"holysheep\": { \"apiKey\": \"secret:NAME\" } } }", 1, "providers.holysheep.apiKey", "secret:VAULT/NAME")]
    [InlineData("{ \"providers\": { \"holysheep\": { \"apiKey\": \"file:\" } } }", 1, "providers.holysheep.apiKey", "file:PATH")]
    [InlineData("{ \"models\": { \"m\": { \"targets\": [ \"gpt-4.1\" ] } } }", 1, "models.m.targets[0]", "'/'")]
    [InlineData("{ \"models\": { \"m\": { \"targets\": [ \"holysheep/\" ] } } }", 1, "models.m.targets[0]", "'/'")]
    [InlineData("{ \"models\": { \"m\": { \"targets\": [ \"holyshep/m\" ] } } }", 1, "models.m.targets[0]", "did you mean 'holysheep'?")]
    [InlineData("{ \"models\": { \"m\": { \"targets\": [ { \"weight\": 2 } ] } } }", 1, "models.m.targets[0]", "'target'")]
    [InlineData("{ \"models\": { \"m\": { \"targets\": [ { \"target\": \"holysheep/m\", \"weight\": -1 } ] } } }", 1, "models.m.targets[0].weight", "from 0")]
    [InlineData("{ \"models\": { \"m\": { \"targets\": [ \"holysheep/m\",\n \"holysheep/m\" ] } } }", 2, "models.m.targets[1]", "twice")]
    [InlineData("{ \"models\": { \"m\": { \"strategy\": \"roundrobin\" } } }", 1, "models.m.strategy", "did you mean 'round-robin'?")]
    [InlineData("{ \"models\": { \"m\": { \"price\": { \"input\": 1 } } } }", 1, "models.m.price", "'output'")]
    [InlineData("{ \"models\": { \"m\": { \"price\": { \"input\": -1, \"output\": 1 } } } }", 1, "models.m.price.input", "from 0")]
    [InlineData("{ \"defaults\": {},\n \"defaults\": {} }", 2, "defaults", "twice")]
    [InlineData("{ \"chains\": { \"a\": [], \r\n\r\n \"a\": [] } }", 3, "chains.a", "twice")]
    public void A_bad_value_names_file_line_and_key_and_what_was_expected(string text, int line, string? key, string expected)
    {
        var error = _home.Refusal(text);
        Assert.Equal(ErrorCode.ConfigurationInvalid, error.Code);
        Assert.Equal((_home.File, line, key), (error.File, error.Line, error.Key));
        Assert.Contains($"{_home.File}, line {line}: ", error.Message);
        Assert.Contains(expected, error.Message);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("  \n ", 1)]
    [InlineData("{\n \"defaults\": {\n", 3)]
    [InlineData("{\n \"defaults\": tru }", 2)]
    [InlineData("{}\n{}", 2)]
    [InlineData("{\n \"defaults\": { \"model\": \"\\ud800\" } }", 2)]
    public void A_text_that_is_not_JSON_names_the_line(string text, int line)
    {
        var error = _home.Refusal(text);
        Assert.Equal((_home.File, line), (error.File, error.Line));
    }

    [Fact]
    public void Bytes_that_are_not_text_are_refused_as_such()
    {
        File.WriteAllBytes(_home.File, [(byte)'{', 0xC3, 0x28, (byte)'}']);
        var error = Assert.Throws<ConfigurationException>(() => _home.Open().Read());
        Assert.Contains("UTF-8", error.Message);
    }

    [Theory]
    [InlineData("\"sk_live_0123456789abcdef\"")]
    [InlineData("\"cr:0123456789abcdef\"")]
    [InlineData("\"env:sk-0123456789abcdef!\"")]
    [InlineData("[ \"env:A\", \"sk_live_0123456789abcdef\" ]")]
    [InlineData("\"sk_live_0123456789abcdef\\n\"")]
    [InlineData("null_0123456789abcdef")]
    [InlineData("n0123456789abcdef")]
    [InlineData("sk_live_0123456789abcdef")]
    [InlineData("\"sk_live_0123456789abcdef")]
    [InlineData("\"sk_live_0123456789abcdef\\q\"")]
    public void A_key_that_is_written_into_the_file_is_refused_and_never_repeated(string value)
    {
        var error = _home.Refusal($$"""
            { "providers": { "holysheep": {
              "apiKey": {{value}} } } }
            """);
        Assert.Equal(2, error.Line);
        Assert.DoesNotContain("0123456789", error + error.Hint);
    }

    [Fact]
    public void Refusing_a_key_says_how_to_give_it_instead()
    {
        var error = _home.Refusal("""{ "providers": { "my-backup": { "kind": "openai", "baseUrl": "http://h", "apiKey": "sk-abcdef" } } }""");
        Assert.Contains("env:NAME", error.Message);
        Assert.Contains("\"apiKey\": \"env:MY_BACKUP_API_KEY\"", error.Hint);
        Assert.Contains("export MY_BACKUP_API_KEY=...", error.Hint);
        Assert.Contains("$env:MY_BACKUP_API_KEY = '...'", error.Hint);
    }

    [Theory]
    [InlineData("\"baseUrl\": \"https://me:hunter22@host/v1\"")]
    [InlineData("\"baseUrl\": \"https://hunter22@host/v1\"")]
    [InlineData("\"baseUrl\": \"https://host/v1?key=hunter22\"")]
    [InlineData("\"baseUrl\": \"hunter22\"")]
    public void A_secret_in_a_base_url_is_refused_and_never_repeated(string member)
    {
        var error = _home.Refusal($$"""{ "providers": { "p": { "kind": "openai", {{member}} } } }""");
        Assert.Equal("providers.p.baseUrl", error.Key);
        Assert.DoesNotContain("hunter22", error + error.Hint);
    }

    [Theory]
    [InlineData("me:hunter22@proxy:3128")]
    [InlineData("http://me:hunter22@")]
    [InlineData("ftp://me:hunter22@proxy")]
    public void A_proxys_password_is_never_repeated(string proxy)
    {
        var error = _home.Refusal($$"""{ "network": { "proxy": "{{proxy}}" } }""");
        Assert.DoesNotContain("hunter22", error + error.Hint);
    }

    public void Dispose() => _home.Dispose();
}
