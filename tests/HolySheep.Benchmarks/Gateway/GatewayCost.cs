using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;

namespace HolySheep.Benchmarks.Gateway;

/// <summary>What the gateway costs its callers, beside a forwarder of Kestrel and HttpClient alone and the programs of others, in one run: calls of one client and of many, frames of a stream, memory, start.</summary>
internal static class GatewayCost
{
    private const int Clients = 16;
    private const int Turns = 3;
    private const int Batch = 200;
    private const int Batches = 25;
    private const int WarmUps = 5;
    private const int OpenStreams = 1_000;
    private const int Frames = 2_000;
    private const int Starts = 20;
    private const string Body = """{"model":"gpt-4.1","messages":[{"role":"user","content":"Say in one sentence why the sky is blue."}]}""";
    private const string StreamBody = """{"model":"gpt-4.1","stream":true,"messages":[{"role":"user","content":"Say in one sentence why the sky is blue."}]}""";

    /// <param name="command">The path of the command.</param>
    /// <param name="seconds">How long each load lasts.</param>
    /// <returns>0 if every figure is within its bar; otherwise 1.</returns>
    public static async Task<int> RunAsync(string command, int seconds)
    {
        Console.WriteLine($"load average at the start: {LoadAverage()}");
        var good = await StartAsync(command);
        good &= await CallsAsync(command, TimeSpan.FromSeconds(seconds));
        good &= await FramesAsync(command);
        good &= await MemoryAsync(command);
        Console.WriteLine($"load average at the end: {LoadAverage()}");
        return good ? 0 : 1;
    }

    private static async Task<bool> CallsAsync(string command, TimeSpan duration)
    {
        await using var upstream = await Csv.ServerProcess.StartAsync(0);
        using var home = Subjects.Home(upstream.BaseUrl);
        using var folder = new TempFolder("bench");
        using var gateway = await Subjects.GatewayAsync(command, home);
        using var forwarder = await Subjects.ForwarderAsync(upstream.BaseUrl);
        var others = await Subjects.OthersAsync(upstream.BaseUrl, folder);
        try
        {
            using var nothing = new Subject("nothing between", null, upstream.BaseUrl);
            Subject[] all = [nothing, forwarder, gateway, .. others];
            var medians = await OneClientAsync(all);
            var load = new Load(Clients, duration, Body, folder);
            var rates = await ManyClientsAsync(all, load);
            Console.WriteLine($"| {Clients} clients by {load.Name}; one client | calls a second | to the forwarder | µs of processor a call | median µs, one client | more than the forwarder |");
            Console.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
            for (var subject = 0; subject < all.Length; subject++)
            {
                Console.WriteLine(FormattableString.Invariant(
                    $"| {all[subject].Name} | {rates[subject].Rate:#,0} | {rates[subject].Rate / rates[1].Rate:0.00} | {rates[subject].Processor:0} | {medians[subject]:0} | {medians[subject] - medians[1]:0} |"));
            }

            var good = Judge("16 clients, against the forwarder", rates[2].Rate / rates[1].Rate, 0.8, atLeast: true);
            good &= Judge("one client, ms more than the forwarder", (medians[2] - medians[1]) / 1000, 0.15);
            var portkey = Array.FindIndex(all, subject => subject.Name.Contains("portkey", StringComparison.Ordinal));
            return portkey < 0 ? good : Judge("16 clients, against Portkey", rates[2].Rate / rates[portkey].Rate, 15, atLeast: true) && good;
        }
        finally
        {
            foreach (var other in others)
            {
                other.Dispose();
            }
        }
    }

    private static async Task<double[]> OneClientAsync(Subject[] subjects)
    {
        var samples = subjects.Select(_ => new List<double>()).ToArray();
        var clients = subjects.Select(subject => new RawClient(subject.Address, subject.Headers, Body)).ToArray();
        for (var round = -WarmUps; round < Batches; round++)
        {
            for (var subject = 0; subject < subjects.Length; subject++)
            {
                for (var call = 0; call < Batch; call++)
                {
                    var took = await clients[subject].AskAsync();
                    if (round >= 0)
                    {
                        samples[subject].Add(took);
                    }
                }
            }
        }

        Array.ForEach(clients, client => client.Dispose());
        return [.. samples.Select(taken => Quantile.Of(taken, 0.5))];
    }

    /// <summary>The median turn of each.</summary>
    private static async Task<(double Rate, double Processor)[]> ManyClientsAsync(Subject[] subjects, Load load)
    {
        var turns = subjects.Select(_ => new List<(double Rate, double Processor)>()).ToArray();
        for (var turn = -1; turn < Turns; turn++)
        {
            for (var subject = 0; subject < subjects.Length; subject++)
            {
                var taken = await load.RunAsync(subjects[subject]);
                if (turn >= 0)
                {
                    turns[subject].Add(taken);
                }
            }
        }

        return [.. turns.Select(taken => taken.OrderBy(turn => turn.Rate).ElementAt(Turns / 2))];
    }

    /// <summary>The time from the provider's send of a frame to the client's receipt, one stream, a frame every 2 ms.</summary>
    private static async Task<bool> FramesAsync(string command)
    {
        using var upstream = new FrameServer(Frames, TimeSpan.FromMilliseconds(2), ends: true);
        using var home = Subjects.Home(upstream.BaseUrl);
        using var gateway = await Subjects.GatewayAsync(command, home);
        using var forwarder = await Subjects.ForwarderAsync(upstream.BaseUrl);
        using var nothing = new Subject("nothing between", null, upstream.BaseUrl);
        Subject[] all = [nothing, forwarder, gateway];
        var medians = new double[all.Length];
        var processors = new double[all.Length];
        for (var round = 0; round < 2; round++)
        {
            for (var subject = 0; subject < all.Length; subject++)
            {
                // The first stream of each warms it up.
                var samples = new List<double>();
                using var client = new RawClient(all[subject].Address, all[subject].Headers, StreamBody);
                var before = all[subject].Processor;
                await client.ReadFramesAsync(samples);
                (medians[subject], processors[subject]) = (Quantile.Of(samples, 0.5), (all[subject].Processor - before) / samples.Count);
            }
        }

        Console.WriteLine("| a frame of a stream | median µs under way | more than the forwarder | µs of processor a frame |");
        Console.WriteLine("| --- | ---: | ---: | ---: |");
        for (var subject = 0; subject < all.Length; subject++)
        {
            Console.WriteLine(FormattableString.Invariant($"| {all[subject].Name} | {medians[subject]:0} | {medians[subject] - medians[1]:0} | {processors[subject]:0} |"));
        }

        return Judge("a frame, µs more than the forwarder", medians[2] - medians[1], 50);
    }

    private static async Task<bool> MemoryAsync(string command)
    {
        using var upstream = new FrameServer(3, TimeSpan.FromMilliseconds(20), ends: false);
        using var home = Subjects.Home(upstream.BaseUrl);
        using var gateway = await Subjects.GatewayAsync(command, home);
        var idle = gateway.Memory;
        var clients = new List<RawClient>();
        try
        {
            foreach (var batch in Enumerable.Range(0, OpenStreams).Chunk(50))
            {
                var next = batch.Select(_ => new RawClient(gateway.Address, gateway.Headers, StreamBody)).ToArray();
                clients.AddRange(next);
                await Task.WhenAll(next.Select(client => client.OpenStreamAsync()));
            }

            Console.WriteLine(FormattableString.Invariant($"memory of the gateway: {idle:0} MB when it listens, {gateway.Memory:0} MB at {OpenStreams:#,0} open streams"));
            return Judge($"MB at {OpenStreams} open streams", gateway.Memory, 150);
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }
    }

    private static async Task<bool> StartAsync(string command)
    {
        var samples = new List<double>();
        using var home = Subjects.Home(new Uri("http://127.0.0.1:9/v1"));
        for (var round = -2; round < Starts; round++)
        {
            var from = Stopwatch.GetTimestamp();
            using var process = Subjects.StartGateway(command, home);
            await Subjects.AddressAsync(process);
            if (round >= 0)
            {
                samples.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            process.Kill();
            await process.WaitForExitAsync();
        }

        return Judge("start, ms from the process to the open port, median", Quantile.Of(samples, 0.5), 100);
    }

    private static bool Judge(string what, double value, double bar, bool atLeast = false)
    {
        var good = atLeast ? value >= bar : value <= bar;
        Console.WriteLine(FormattableString.Invariant($"{(good ? "ok" : "MISSED")}: {what}: {value:0.00} (at {(atLeast ? "least" : "most")} {bar})"));
        return good;
    }

    private static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Trim() : "unknown";
}
