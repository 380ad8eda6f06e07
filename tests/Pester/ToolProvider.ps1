# A provider on this machine that answers from a list of replies, and asks for tools. Dot-source it.

<#
.SYNOPSIS
    Starts the provider: each request takes the next reply, and the last one repeats. Bodies of requests are in Requests, as text.
.DESCRIPTION
    A reply is a table: Text, or Calls (a list of tables with Name and Arguments, an object or JSON text), or Status.
#>
function Start-ToolProvider([hashtable[]] $Replies) {
    $bodies = foreach ($reply in $Replies) {
        $message = @{ role = 'assistant'; content = $reply.Text }
        if ($reply.Calls) {
            $number = 0
            $message.tool_calls = @(foreach ($call in $reply.Calls) {
                    $arguments = if ($call.Arguments -is [string]) { $call.Arguments } else { ConvertTo-Json -InputObject $call.Arguments -Compress -Depth 5 }
                    @{ id = "call_$((++$number))"; type = 'function'; function = @{ name = $call.Name; arguments = $arguments } }
                })
        }

        $choice = @{ index = 0; message = $message; finish_reason = if ($reply.Calls) { 'tool_calls' } else { 'stop' } }
        @{
            Status = if ($reply.Status) { $reply.Status } else { 200 }
            Body   = ConvertTo-Json -Compress -Depth 9 -InputObject @{ id = 'x'; object = 'chat.completion'; created = 1700000000; model = 'm'; choices = @($choice); usage = @{ prompt_tokens = 1000; completion_tokens = 5; total_tokens = 1005 } }
        }
    }

    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $listener.Start()
    $requests = [System.Collections.Concurrent.ConcurrentQueue[string]]::new()
    $server = [powershell]::Create().AddScript({
            param($listener, $requests, $bodies)
            $number = 0
            while ($true) {
                try { $client = $listener.AcceptTcpClient() } catch { return }
                $stream = $client.GetStream()
                $head = [System.Text.StringBuilder]::new()
                while (-not $head.ToString().EndsWith("`r`n`r`n")) { $null = $head.Append([char] $stream.ReadByte()) }
                $body = [byte[]]::new([int] [regex]::Match($head.ToString(), 'Content-Length:\s*(\d+)', 'IgnoreCase').Groups[1].Value)
                $read = 0
                while ($read -lt $body.Length) { $read += $stream.Read($body, $read, $body.Length - $read) }
                $requests.Enqueue([System.Text.Encoding]::UTF8.GetString($body))
                $reply = $bodies[[Math]::Min($number++, $bodies.Count - 1)]
                $bytes = [System.Text.Encoding]::UTF8.GetBytes("HTTP/1.1 $($reply.Status) Said`r`nContent-Type: application/json`r`nContent-Length: $([System.Text.Encoding]::UTF8.GetByteCount($reply.Body))`r`nConnection: close`r`n`r`n$($reply.Body)")
                $stream.Write($bytes, 0, $bytes.Length)
                $client.Close()
            }
        }).AddArgument($listener).AddArgument($requests).AddArgument(@($bodies))
    $null = $server.BeginInvoke()
    [pscustomobject] @{ Url = "http://127.0.0.1:$($listener.LocalEndpoint.Port)/v1"; Requests = $requests; Listener = $listener; Server = $server }
}

<#
.SYNOPSIS
    Stops the provider.
#>
function Stop-ToolProvider($Provider) {
    $Provider.Listener.Stop()
    $Provider.Server.Stop()
    $Provider.Server.Dispose()
}
