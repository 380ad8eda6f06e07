using System;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HolySheep.Benchmarks.Gateway;

/// <summary>What Kestrel and HttpClient alone need to pass a request on and its answer back: nothing is read, checked or booked.</summary>
internal static class Forwarder
{
    /// <summary>Serves until the input ends; its address is the first line of the output.</summary>
    public static async Task RunAsync(Uri target)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, UseProxy = false });
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        await using var application = builder.Build();
        ((IApplicationBuilder)application).Run(context => ForwardAsync(http, target, context));
        await application.StartAsync();
        foreach (var address in application.Urls)
        {
            Console.WriteLine(address);
        }

        await Console.In.ReadToEndAsync();
    }

    private static async Task ForwardAsync(HttpMessageInvoker http, Uri target, HttpContext context)
    {
        var length = context.Request.ContentLength ?? 0;
        var body = new byte[length];
        await context.Request.Body.ReadExactlyAsync(body, context.RequestAborted);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(target, context.Request.Path.Value)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        using var response = await http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        context.Response.ContentLength = response.Content.Headers.ContentLength;
        await using var answer = await response.Content.ReadAsStreamAsync(context.RequestAborted);
        var output = context.Response.BodyWriter;
        while (await answer.ReadAsync(output.GetMemory(), context.RequestAborted) is > 0 and var read)
        {
            output.Advance(read);
            await output.FlushAsync(context.RequestAborted);
        }
    }
}
