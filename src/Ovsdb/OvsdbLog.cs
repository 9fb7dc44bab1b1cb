using Microsoft.Extensions.Logging;

namespace NetFabric.Ovsdb;

internal static partial class OvsdbLog
{
    [LoggerMessage(2001, LogLevel.Debug, "connected to OVSDB server {Endpoint}")]
    public static partial void Connected(ILogger logger, OvsdbEndpoint endpoint);

    [LoggerMessage(2002, LogLevel.Debug, "connection to OVSDB server {Endpoint} ended: {Reason}")]
    public static partial void Closed(ILogger logger, OvsdbEndpoint endpoint, string reason);

    [LoggerMessage(2003, LogLevel.Debug, "OVSDB server {Endpoint} answered a call that is no longer waited for")]
    public static partial void ReplyIgnored(ILogger logger, OvsdbEndpoint endpoint);

    [LoggerMessage(2004, LogLevel.Debug, "OVSDB server {Endpoint} sent notification {Method}, which nobody waits for")]
    public static partial void NotificationIgnored(ILogger logger, OvsdbEndpoint endpoint, string method);

    [LoggerMessage(2005, LogLevel.Warning, "monitor of database {Database} ended: its reader left {Capacity} updates unread")]
    public static partial void MonitorOverflow(ILogger logger, string database, int capacity);

    [LoggerMessage(2006, LogLevel.Debug, "monitor of database {Database} could not be canceled")]
    public static partial void MonitorCancelFailed(ILogger logger, Exception exception, string database);

    [LoggerMessage(2007, LogLevel.Information, "Open vSwitch at {Endpoint}: {Change}")]
    public static partial void Change(ILogger logger, OvsdbEndpoint endpoint, OvsChange change);

    [LoggerMessage(2008, LogLevel.Debug, "Open vSwitch at {Endpoint}: somebody else was faster ({Error}), planning again")]
    public static partial void Conflict(ILogger logger, OvsdbEndpoint endpoint, OvsdbError error);
}
