using System;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Http;

/// <summary>Requests that are wrong as HTTP, as JSON or as a request.</summary>
public sealed class BadInputTests
{
    private const string Chat = "/v1/chat/completions";
    private const string Question = """{"model":"alpha","messages":[{"role":"user","content":"How high?"}]}""";

    [Theory]
    [InlineData("", 400)]
    [InlineData("hello", 400)]
    [InlineData("[]", 400)]
    [InlineData("""{"model":"alpha","messages":[{"role":"user","content":"How hi""", 400)]
    [InlineData("""{"model":"alpha","model":"beta","messages":[{"role":"user","content":"hi"}]}""", 400)]
    [InlineData("""{"model":"alpha"}""", 400)]
    [InlineData("""{"model":"alpha","messages":[]}""", 400)]
    [InlineData("""{"messages":[{"role":"user","content":"hi"}]}""", 400)]
    [InlineData("""{"model":7,"messages":[{"role":"user","content":"hi"}]}""", 400)]
    [InlineData("""{"model":"alpha","messages":"hi"}""", 400)]
    [InlineData("""{"model":"alpha","messages":["hi"]}""", 400)]
    [InlineData("""{"model":"alpha","messages":[{"role":"wizard","content":"hi"}]}""", 400)]
    [InlineData("""{"model":"alpha","messages":[{"role":"user","content":"\ud800"}]}""", 400)]
    [InlineData("""{"model":"alpha","n":2,"messages":[{"role":"user","content":"hi"}]}""", 400)]
    [InlineData("""{"model":"alpha","temperature":9,"messages":[{"role":"user","content":"hi"}]}""", 400)]
    [InlineData("""{"model":"alpha","max_tokens":0,"messages":[{"role":"user","content":"hi"}]}""", 400)]
    [InlineData("""{"model":"alpha","messages":[{"role":"user","content":[{"type":"image_url","image_url":{"url":"file:///etc/passwd"}}]}]}""", 400)]
    [InlineData("""{"model":"alpha","input":"a request of another protocol"}""", 400)]
    [InlineData("""{"model":"gamma","messages":[{"role":"user","content":"hi"}]}""", 404)]
    public async Task A_wrong_body_is_an_error_in_the_form_of_the_protocol_and_reaches_no_provider(string body, int status)
    {
        await using var stage = await GatewayStage.StartAsync();
        using var response = await stage.PostAsync(Chat, body);
        Assert.Equal(status, (int)response.StatusCode);
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error");
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.NotEmpty(error.GetProperty("code").GetString()!);
        Assert.Equal(0, stage.One.CallCount + stage.Two.CallCount);
    }

    [Theory]
    [InlineData("/v1/responses", "")]
    [InlineData("/v1/responses", "hello")]
    [InlineData("/v1/responses", """{"model":"alpha","input":"How hi""")]
    [InlineData("/v1/responses", """{"model":"alpha","input":"hi","input":"ho"}""")]
    [InlineData("/v1/responses", Question)]
    [InlineData("/v1/messages", "")]
    [InlineData("/v1/messages", "hello")]
    [InlineData("/v1/messages", """{"model":"alpha","max_tokens":9,"messages":[{"role":"user","content":"How hi""")]
    [InlineData("/v1/messages", """{"model":"alpha","max_tokens":9,"max_tokens":8,"messages":[{"role":"user","content":"hi"}]}""")]
    [InlineData("/v1/messages", """{"model":"alpha","input":"hi"}""")]
    [InlineData("/v1/embeddings", "hello")]
    [InlineData("/v1/embeddings", Question)]
    public async Task Every_protocol_refuses_a_body_that_is_cut_or_not_JSON_or_of_another_protocol_in_its_own_form(string path, string body)
    {
        await using var stage = await GatewayStage.StartAsync();
        using var response = await stage.PostAsync(path, body);
        var read = JsonElement.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request_error"), (response.StatusCode, read.GetProperty("error").GetProperty("type").GetString()));
        Assert.Equal(path == "/v1/messages", read.TryGetProperty("type", out var type) && type.GetString() == "error");
        Assert.Equal(0, stage.One.CallCount + stage.Two.CallCount);
    }

    [Theory]
    [InlineData(Chat, """{"model":"alpha","messages":[{"role":"user","content":"hi"}],"metadata":{"\ud83d":1}}""")]
    [InlineData(Chat, """{"model":"alpha","messages":[{"role":"user","content":"hi"}],"metadata":{"a":"\uDC11 b"}}""")]
    [InlineData(Chat, """{"model":"alpha","messages":[{"role":"user","content":"hi"}],"\ud83d":1}""")]
    [InlineData(Chat, """{"model":"alpha","messages":[{"role":"user","content":"hi"}],"tools":[{"type":"function","function":{"name":"see","parameters":{"type":"object","properties":{"\ud83dx":{}}}}}]}""")]
    [InlineData(Chat, """{"model":"alpha","messages":[{"role":"user","content":"hi"}],"tools":[{"type":"function","function":{"name":"see","parameters":{"type":"object","properties":{"a":{"enum":["\ud83d"]}}}}}]}""")]
    [InlineData(Chat, """{"model":"alpha","messages":[{"role":"us\ud83der","content":"hi"}]}""")]
    [InlineData("/v1/responses", """{"model":"alpha","input":"hi","metadata":{"\ud83d":1}}""")]
    [InlineData("/v1/responses", """{"model":"alpha","input":"hi","tools":[{"type":"function","name":"see","parameters":{"properties":{"a":{"description":"\ud83d\ud83d"}}}}]}""")]
    [InlineData("/v1/messages", """{"model":"alpha","max_tokens":9,"messages":[{"role":"user","content":"hi"}],"metadata":{"\udc11":1}}""")]
    [InlineData("/v1/messages", """{"model":"alpha","max_tokens":9,"messages":[{"role":"assistant","content":[{"type":"tool_use","id":"a","name":"b","input":{"x":{"\ud83d":1}}}]}]}""")]
    [InlineData("/v1/messages/count_tokens", """{"model":"alpha","messages":[{"role":"user","content":"hi"}],"metadata":{"\ud83d":1}}""")]
    [InlineData("/v1/embeddings", """{"model":"alpha","input":"hi","x":{"\ud83d":1}}""")]
    public async Task Half_of_a_character_anywhere_in_a_body_is_the_callers_fault_and_is_named(string path, string body)
    {
        foreach (var kind in (string[])["openai", "openai-responses", "anthropic"])
        {
            await using var stage = await GatewayStage.StartAsync(kind);
            using var response = await stage.PostAsync(path, body);
            var error = JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error");
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_request_error"), (response.StatusCode, error.GetProperty("type").GetString()));
            Assert.Contains("half of a character", error.GetProperty("message").GetString());
            Assert.Equal(0, stage.One.CallCount + stage.Two.CallCount);
        }
    }

    [Theory]
    [InlineData(Chat)]
    [InlineData("/v1/responses")]
    [InlineData("/v1/messages")]
    public async Task Bytes_that_are_not_UTF8_are_the_callers_fault_wherever_they_are(string path)
    {
        await using var stage = await GatewayStage.StartAsync(path switch { Chat => "openai", "/v1/responses" => "openai-responses", _ => "anthropic" });
        var body = System.Text.Encoding.Latin1.GetBytes("""{"model":"alpha","max_tokens":9,"input":"hi","messages":[{"role":"user","content":"hi"}],"Höhe":1}""");
        using var response = await stage.Http.PostAsync(stage.Root + path, new System.Net.Http.ByteArrayContent(body));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("The body is not valid UTF-8.", JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error").GetProperty("message").GetString());
        Assert.Equal(0, stage.One.CallCount + stage.Two.CallCount);
    }

    [Fact]
    public async Task Whole_characters_and_backslashes_that_only_look_like_halves_are_passed_on()
    {
        const string Body = """{"model":"alpha","messages":[{"role":"user","content":"\ud83d\ude00 \\ud83d"}],"metadata":{"\uD83D\uDE00":"\\ud83d"}}""";
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Text("330 m"));
        using var response = await stage.PostAsync(Chat, Body);
        Assert.Equal((HttpStatusCode.OK, Body), (response.StatusCode, stage.One.Requests[0].Body));
    }

    [Theory]
    [InlineData("""{"model":"alpha","model":"beta","messages":[]}""", "'model'")]
    [InlineData("""{"model":"alpha","messages":[{"role":"user","role":"user","content":"hi"}]}""", "'role'")]
    [InlineData("""{"model":"alpha","metadata":{"a":{"b":1,"c":[{"b":2}],"\u0062":3}},"messages":[]}""", "'b'")]
    public async Task A_member_that_is_named_twice_is_named_in_a_whole_sentence(string body, string name)
    {
        await using var stage = await GatewayStage.StartAsync();
        using var response = await stage.PostAsync(Chat, body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal($"The body has the member {name} twice in one object.", JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error").GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("[", "]", Chat)]
    [InlineData("{\"a\":", "}", Chat)]
    [InlineData("[", "]", "/v1/responses")]
    [InlineData("{\"a\":", "}", "/v1/messages")]
    [InlineData("[", "]", "/v1/embeddings")]
    public async Task A_body_of_a_hundred_thousand_levels_is_refused(string open, string close, string path)
    {
        await using var stage = await GatewayStage.StartAsync();
        const int Levels = 100_000;
        var deep = new System.Text.StringBuilder().Insert(0, open, Levels).Append('1').Insert(0, """{"model":"alpha","messages":""").Append(new System.Text.StringBuilder().Insert(0, close, Levels)).Append('}').ToString();
        using var response = await stage.PostAsync(path, deep);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_body_above_32_MB_is_refused_by_its_length_before_it_comes()
    {
        await using var stage = await GatewayStage.StartAsync();
        using var connection = await RawConnection.OpenAsync(stage.Port);
        await connection.SendAsync($"POST {Chat} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {GatewayStage.Token}\r\nContent-Length: 33554433\r\n\r\n{{");
        var read = await connection.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 413", read);
        Assert.Contains("request_too_large", read);
    }

    [Theory]
    [InlineData("Content-Length: 34603008", "", "", "")]
    [InlineData("Transfer-Encoding: chunked", "100000\r\n", "\r\n", "0\r\n\r\n")]
    public async Task A_caller_that_sends_33_MB_before_it_reads_is_not_reset_and_reads_why_they_are_refused(string length, string before, string after, string end)
    {
        await using var stage = await GatewayStage.StartAsync();
        using var connection = await RawConnection.OpenAsync(stage.Port);
        await connection.SendAsync($"POST {Chat} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {GatewayStage.Token}\r\n{length}\r\n\r\n");
        var megabyte = before + new string(' ', 0x100000) + after;
        for (var sent = 0; sent < 33; sent++)
        {
            await connection.SendAsync(megabyte);
        }

        await connection.SendAsync(end);
        var read = await connection.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 413", read);
        Assert.Contains("request_too_large", read);
        Assert.False(connection.WasReset);
    }

    [Theory]
    [InlineData("Content-Length: 5\r\nContent-Length: 6\r\n", "HTTP/1.1 400")]
    [InlineData("Content-Length: 68\r\nTransfer-Encoding: chunked\r\n", "HTTP/1.1 400")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 68\r\n", "HTTP/1.1 400")]
    [InlineData("Content-Length: -1\r\n", "HTTP/1.1 400")]
    [InlineData("Content-Length: 5, 6\r\n", "HTTP/1.1 400")]
    [InlineData("Transfer-Encoding: gzip\r\n", "HTTP/1.1 400")]
    public async Task Lengths_that_can_be_read_in_two_ways_end_the_connection(string headers, string status)
    {
        await using var stage = await GatewayStage.StartAsync();
        using var connection = await RawConnection.OpenAsync(stage.Port);
        await connection.SendAsync($"POST {Chat} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {GatewayStage.Token}\r\n{headers}\r\n44\r\n{Question}\r\n0\r\n\r\nGET /v1/models HTTP/1.1\r\nHost: localhost\r\n\r\n");
        var read = await connection.ReadToEndAsync();
        Assert.StartsWith(status, read);
        Assert.Equal(0, stage.One.CallCount);
        Assert.DoesNotContain("HTTP/1.1", read[8..]);
    }

    [Fact]
    public async Task Headers_of_a_megabyte_are_refused()
    {
        await using var stage = await GatewayStage.StartAsync();
        using var connection = await RawConnection.OpenAsync(stage.Port);
        await connection.SendAsync("GET /v1/models HTTP/1.1\r\nHost: localhost\r\nX-Large: " + new string('a', 1024 * 1024) + "\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 431", await connection.ReadToEndAsync());
    }

    [Fact]
    public async Task A_body_that_does_not_come_is_waited_for_in_bounds()
    {
        await using var stage = await GatewayStage.StartAsync(change: options => options with { ReadLimit = TimeSpan.FromSeconds(1) });
        using var connection = await RawConnection.OpenAsync(stage.Port);
        await connection.SendAsync($"POST {Chat} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {GatewayStage.Token}\r\nContent-Length: 100\r\n\r\n{{");
        Assert.StartsWith("HTTP/1.1 408", await connection.ReadToEndAsync());
    }

    [Theory]
    [InlineData("GET", Chat, 405)]
    [InlineData("POST", "/v1/models", 405)]
    [InlineData("GET", "/v1/nothing", 404)]
    [InlineData("GET", "/v1/models/gamma", 404)]
    [InlineData("GET", "/", 404)]
    public async Task Another_path_or_method_is_told_apart(string method, string path, int status)
    {
        await using var stage = await GatewayStage.StartAsync();
        using var response = await stage.Http.SendAsync(new System.Net.Http.HttpRequestMessage(new System.Net.Http.HttpMethod(method), stage.Root + path));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("invalid_request_error", JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("error").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("x-holysheep-max-cost", "cheap")]
    [InlineData("x-holysheep-max-cost", "-1")]
    [InlineData("x-holysheep-tag", "team")]
    public async Task A_header_of_ours_with_a_wrong_value_is_refused(string name, string value)
    {
        await using var stage = await GatewayStage.StartAsync();
        using var response = await stage.PostAsync(Chat, Question, (name, value));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(name, await response.Content.ReadAsStringAsync());
        Assert.Equal(0, stage.One.CallCount);
    }

    [Fact]
    public async Task A_fallback_that_is_not_configured_is_refused()
    {
        await using var stage = await GatewayStage.StartAsync();
        using var response = await stage.PostAsync(Chat, Question, ("x-holysheep-fallback", "beta, gamma"));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(0, stage.One.CallCount);
    }

    [Fact]
    public async Task Headers_of_ours_go_no_further()
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Text("330 m"));
        using var response = await stage.PostAsync(Chat, Question, ("x-holysheep-tag", "team=red, place = Da Nang"), ("x-holysheep-max-cost", "0.5"), ("x-holysheep-task", "measure"), ("x-holysheep-fallback", "none"), ("x-odd", "1"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(stage.One.Requests[0].Headers, header => header.Key.StartsWith("x-", StringComparison.OrdinalIgnoreCase) || header.Value.Contains(GatewayStage.Token));
    }
}
