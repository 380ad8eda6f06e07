using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.Errors;
using HolySheep.Harness;
using HolySheep.TestKit;
using Xunit;

namespace HolySheep.Files;

/// <summary>What is not a file is refused at once: a pipe without waiting for its writer, a device without being renamed.</summary>
public sealed class FileKindTests : IDisposable
{
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(10);
    private readonly TempHome _home = new();

    [Fact]
    public void Files_links_to_them_and_free_paths_are_files()
    {
        var file = _home.WriteFile("file", "text");
        Assert.Null(FileKind.OtherThanFile(file));
        Assert.Null(FileKind.OtherThanFile(Path.Combine(_home.Folder, "free")));
        Assert.Equal("a folder", FileKind.OtherThanFile(_home.Folder));
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(file + ".link", file);
            Assert.Null(FileKind.OtherThanFile(file + ".link"));
        }
    }

    [Fact]
    public void Pipes_devices_and_sockets_are_told_apart_behind_links_too()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Assert.Equal("a pipe", FileKind.OtherThanFile(Pipe("pipe")));
        Assert.Equal("a device", FileKind.OtherThanFile("/dev/null"));
        File.CreateSymbolicLink(Path.Combine(_home.Folder, "link"), "/dev/zero");
        Assert.Equal("a device", FileKind.OtherThanFile(Path.Combine(_home.Folder, "link")));
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(Path.Combine(_home.Folder, "s")));
        Assert.Equal("a socket", FileKind.OtherThanFile(Path.Combine(_home.Folder, "s")));
        File.Delete(Path.Combine(_home.Folder, "s"));
    }

    [Theory]
    [InlineData("pipe", "a pipe")]
    [InlineData("device", "a device")]
    [InlineData("folder", "a folder")]
    public async Task Configuration_keys_and_prices_from_what_is_not_a_file_are_refused_at_once(string name, string kind)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var path = Other(name);
        await Task.Run(() =>
        {
            Assert.Contains(kind, Assert.Throws<ConfigurationException>(() => new ConfigurationFile(path, _home.Environment).Read()).Message);
            Assert.Contains(kind, Assert.Throws<ConfigurationException>(() => new ConfigurationFile(path, _home.Environment).SetChain("a", ["b"])).Message);
            Assert.Contains(kind, KeyFile.Read(path).Reason);
            Assert.Contains(kind, Assert.Throws<IOException>(() => OwnerFile.OpenAlone(path)).Message);
            Assert.Contains(kind, Assert.Throws<IOException>(() => OwnerFile.Replace(_home.WriteFile("new", ""), path)).Message);
        }).WaitAsync(AtOnce);
        Assert.Equal(kind, FileKind.OtherThanFile(path));
    }

    [Theory]
    [InlineData("ledger.db", "pipe")]
    [InlineData("ledger.db", "device")]
    [InlineData("ledger.db", "folder")]
    [InlineData("state.db", "pipe")]
    [InlineData("state.db", "device")]
    [InlineData("state.db", "folder")]
    public async Task A_state_or_a_ledger_that_is_not_a_file_costs_a_warning_and_stays_where_it_is(string file, string name)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var other = Other(name);
        var folder = Directory.CreateDirectory(Path.Combine(_home.Folder, "state")).FullName;
        File.CreateSymbolicLink(Path.Combine(folder, file), other);
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = folder };

        var asked = await stage.AskAsync(CallMode.Plain).WaitAsync(AtOnce);

        Assert.Contains(asked.Result.Warnings, warning => warning.Contains(FileKind.OtherThanFile(other)!, StringComparison.Ordinal));
        Assert.Equal(other, new FileInfo(Path.Combine(folder, file)).LinkTarget);
        Assert.NotNull(FileKind.OtherThanFile(other));
    }

    [Theory]
    [InlineData("ledger.db")]
    [InlineData("state.db")]
    public async Task A_state_or_a_ledger_behind_links_that_lead_to_each_other_costs_a_warning(string file)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(_home.Folder, "state")).FullName;
        var (here, there) = (Path.Combine(folder, file), Path.Combine(folder, "there"));
        File.CreateSymbolicLink(here, there);
        File.CreateSymbolicLink(there, here);
        await using var stage = new Stage(["one/alpha"], []) { StateFolder = folder };

        var asked = await stage.AskAsync(CallMode.Plain).WaitAsync(AtOnce);

        Assert.Contains(asked.Result.Warnings, warning => warning.Contains("cannot be used", StringComparison.Ordinal));
        Assert.Equal(there, new FileInfo(here).LinkTarget);
    }

    public void Dispose()
    {
        // The home reads every file for keys when it goes; of these it would never see the end.
        foreach (var path in Directory.GetFiles(_home.Folder, "*", SearchOption.AllDirectories).Where(path => new FileInfo(path).LinkTarget is not null || FileKind.OtherThanFile(path) is not null))
        {
            File.Delete(path);
        }

        _home.Dispose();
    }

    private string Other(string name) => name switch
    {
        "pipe" => Pipe("pipe"),
        "device" => "/dev/full",
        _ => Directory.CreateDirectory(Path.Combine(_home.Folder, "folder")).FullName,
    };

    private string Pipe(string name)
    {
        var path = Path.Combine(_home.Folder, name);
        using var made = Process.Start("mkfifo", ["-m", "600", path]);
        made.WaitForExit();
        return path;
    }
}
