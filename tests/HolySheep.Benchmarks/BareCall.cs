using System;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Tasks;

namespace HolySheep.Benchmarks;

/// <summary>A call as one writes it without HolySheep: an HttpClient and a JSON parse.</summary>
internal static class BareCall
{
    public const string Prompt = "Say in one sentence why the sky is blue.";

    public static async Task<string> AskAsync(HttpClient client, Uri address)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { model = "gpt-4.1", messages = new[] { new { role = "user", content = Prompt } } });
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.SendAsync(request);
        using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return document.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()!;
    }
}
