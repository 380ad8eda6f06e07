using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using HolySheep.Errors;
using HolySheep.Gateway.Access;
using HolySheep.Gateway.Tests.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Gateway.Tests.Access;

/// <summary>Who may call the gateway.</summary>
public sealed class AccessTests
{
    private const string Question = """{"model":"alpha","messages":[{"role":"user","content":"How high?"}]}""";

    [Theory]
    [InlineData(null, null)]
    [InlineData("Authorization", "Bearer token-of-the-gateway-012345678")]
    [InlineData("Authorization", "Bearer token-of-the-gateway-01234567890")]
    [InlineData("Authorization", GatewayStage.Token)]
    [InlineData("Authorization", "Basic " + GatewayStage.Token)]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("x-api-key", "")]
    [InlineData("x-api-key", "TOKEN-OF-THE-GATEWAY-0123456789")]
    public async Task Without_the_token_nothing_is_served(string? name, string? value)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.Http.DefaultRequestHeaders.Clear();
        foreach (var (method, path) in new[] { ("POST", "/v1/chat/completions"), ("GET", "/v1/models"), ("GET", "/v1/models/alpha"), ("GET", "/v1/nothing"), ("GET", "/metrics") })
        {
            var request = new HttpRequestMessage(new HttpMethod(method), stage.Root + path) { Content = method == "POST" ? new StringContent(Question) : null };
            if (name is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var response = await stage.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.DoesNotContain("alpha", await response.Content.ReadAsStringAsync());
        }

        Assert.Equal(0, stage.One.CallCount);
    }

    [Theory]
    [InlineData("Authorization", "Bearer " + GatewayStage.Token)]
    [InlineData("authorization", "bearer " + GatewayStage.Token)]
    [InlineData("x-api-key", GatewayStage.Token)]
    public async Task The_token_is_taken_in_both_places_and_never_sent_upstream(string name, string value)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.One.OnAny().Answer(Reply.Text("330 m"));
        stage.Http.DefaultRequestHeaders.Clear();
        stage.Http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        using var response = await stage.PostAsync("/v1/chat/completions", Question);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain(stage.One.Requests[0].Headers, header => header.Value.Contains(GatewayStage.Token));
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Probes_need_no_token(string path)
    {
        await using var stage = await GatewayStage.StartAsync();
        stage.Http.DefaultRequestHeaders.Clear();
        using var response = await stage.Http.GetAsync(stage.Root + path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("Host: 127.0.0.1:PORT", 200)]
    [InlineData("Host: localhost", 200)]
    [InlineData("Host: LOCALHOST:1", 200)]
    [InlineData("Host: [::1]:PORT", 200)]
    [InlineData("Host: evil.example", 403)]
    [InlineData("Host: 127.0.0.1.evil.example", 403)]
    [InlineData("Host: localhost.evil.example:PORT", 403)]
    [InlineData("Host: 192.168.0.7", 403)]
    [InlineData("Host: localhost\r\nOrigin: http://localhost:3000", 403)]
    [InlineData("Host: localhost\r\nOrigin: null", 403)]
    [InlineData("Host:", 403)]
    public async Task Without_a_token_only_programs_of_this_machine_are_served(string headers, int status)
    {
        await using var stage = await GatewayStage.StartAsync(change: options => options with { Token = null });
        using var connection = await RawConnection.OpenAsync(stage.Port);
        await connection.SendAsync($"GET /v1/models HTTP/1.1\r\n{headers.Replace("PORT", stage.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))}\r\nConnection: close\r\n\r\n");
        Assert.StartsWith($"HTTP/1.1 {status}", await connection.ReadToEndAsync());
    }

    [Fact]
    public async Task Names_that_are_not_configured_are_not_passed_on()
    {
        await using var stage = await GatewayStage.StartAsync();
        foreach (var model in new[] { "gpt-4o", "one/gpt-4o", "two/alpha", "alpha2", "" })
        {
            using var response = await stage.PostAsync("/v1/chat/completions", $$"""{"model":"{{model}}","messages":[{"role":"user","content":"hi"}]}""");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }

        foreach (var model in new[] { "alpha", "ALPHA", "beta", "one/alpha", "two/beta" })
        {
            using var response = await stage.PostAsync("/v1/chat/completions", $$"""{"model":"{{model}}","messages":[{"role":"user","content":"hi"}]}""");
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(5, stage.One.CallCount + stage.Two.CallCount);
    }

    [Fact]
    public async Task The_list_has_the_models_of_the_configuration()
    {
        await using var stage = await GatewayStage.StartAsync();
        var list = System.Text.Json.JsonElement.Parse(await stage.Http.GetStringAsync(stage.Root + "/v1/models"));
        Assert.Equal(["alpha", "beta"], list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()).Intersect(["alpha", "beta", "one/alpha"]));
        var one = System.Text.Json.JsonElement.Parse(await stage.Http.GetStringAsync(stage.Root + "/v1/models/beta"));
        Assert.Equal(("beta", "model"), (one.GetProperty("id").GetString(), one.GetProperty("object").GetString()));
    }

    [Fact]
    public async Task A_gateway_without_a_token_does_not_listen_for_other_machines()
    {
        await using var stage = await GatewayStage.StartAsync();
        var fault = Assert.Throws<HolySheepException>(() => new GatewayServer(new GatewayBackend(stage.Client, stage.Models), new GatewayOptions { Listen = ListenAddress.Parse("0.0.0.0:0") }));
        Assert.Equal((ErrorCode.ArgumentInvalid, 2), (fault.Code, ExitCode.Of(fault.Code)));
    }

    [Fact]
    public async Task With_a_certificate_it_speaks_HTTPS()
    {
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var request = new System.Security.Cryptography.X509Certificates.CertificateRequest("CN=localhost", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(System.DateTimeOffset.UtcNow.AddDays(-1), System.DateTimeOffset.UtcNow.AddDays(1));
        await using var stage = await GatewayStage.StartAsync(change: options => options with { Certificate = made });
        using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate!.Thumbprint == made.Thumbprint };
        using var http = new HttpClient(handler);
        Assert.StartsWith("https://", stage.Root);
        using var response = await http.GetAsync(stage.Root + "/healthz");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("4141", "127.0.0.1:4141")]
    [InlineData("localhost:80", "127.0.0.1:80")]
    [InlineData("[::1]:0", "[::1]:0")]
    [InlineData("0.0.0.0:4141", "0.0.0.0:4141")]
    public void An_address_is_read(string text, string expected) => Assert.Equal(expected, ListenAddress.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("::1:80")]
    [InlineData("evil.example:80")]
    [InlineData("http://127.0.0.1:80")]
    public void What_is_not_an_address_is_refused(string text) => Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<HolySheepException>(() => ListenAddress.Parse(text)).Code);
}
