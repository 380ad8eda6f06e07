using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Cli.Output;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Cli.Tests.Output;

/// <summary>A log that other programs rotate, and write, meanwhile.</summary>
public sealed class LineLogTests
{
    [Fact]
    public void A_log_that_another_program_empties_goes_on_at_its_beginning()
    {
        using var home = new TempHome();
        var path = Path.Combine(home.Folder, "access.jsonl");
        using var log = LineLog.Open(path);
        log.Write("one");
        log.Write("two");
        using (var other = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
        {
            other.SetLength(0);
        }

        log.Write("three");
        log.Write("four");
        Assert.Equal("three\nfour\n", Read(path));
    }

    [Fact]
    public void A_log_goes_on_after_what_is_there()
    {
        using var home = new TempHome();
        var path = Path.Combine(home.Folder, "access.jsonl");
        File.WriteAllText(path, "before\n");
        using (var log = LineLog.Open(path))
        {
            log.Write("after");
        }

        Assert.Equal("before\nafter\n", Read(path));
    }

    [Fact]
    public async Task Two_processes_can_add_to_one_log_at_once()
    {
        if (!OperatingSystem.IsLinux())
        {
            Console.WriteLine("Not run: only Linux is asked to keep two writers apart.");
            return;
        }

        using var home = new TempHome();
        var path = Path.Combine(home.Folder, "access.jsonl");
        using var one = LineLog.Open(path);
        using var two = LineLog.Open(path);
        using var start = new Barrier(2);
        await Task.WhenAll(Task.Run(() => WriteAll(one, "one")), Task.Run(() => WriteAll(two, "two")));
        Assert.Equal(100_000, Read(path).Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct().Count());

        void WriteAll(LineLog log, string name)
        {
            start.SignalAndWait();
            for (var number = 0; number < 50_000; number++)
            {
                log.Write($"{name} {number}");
            }
        }
    }

    private static string Read(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        return reader.ReadToEnd();
    }
}
