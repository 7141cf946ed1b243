const count = (n, one, many) => `${n.toLocaleString('es-CO')} ${n === 1 ? one : many}`;

export default {
  locale: 'es-CO',
  moment: (day, time) => `${day} a las ${time}`,
  name: 'Español',
  code: 'ES',
  tagline: 'Disponibilidad y eventos en vivo',
  skip: 'Ir al contenido',
  languages: 'Idioma',

  connection: { connecting: 'Conectando…', live: 'En vivo', reconnecting: 'Reconectando…', stopped: 'Desconectado' },

  whoTitle: '¿Quién eres?',
  whoIntro: 'Elige un árbitro para ver su semana y recibir sus eventos en el momento en que ocurren.',
  refereesLoading: 'Buscando quién registró disponibilidad esta semana…',
  refereesNone: 'Nadie ha registrado disponibilidad esta semana todavía. Escribe tu identificador y sé el primero.',
  refereesFailed: 'No pudimos traer la lista de árbitros. Puedes entrar con un identificador.',
  refereesMore: (n) => `Y ${count(n, 'árbitro', 'árbitros')} más: escribe el identificador.`,
  refereeDays: (n) => `${count(n, 'día', 'días')} esta semana`,
  idLabel: 'Identificador',
  idHint: 'p. ej. arbitro-01',
  idRefused: (id) => `«${id}» no es un identificador. Usa hasta 128 letras sin tilde, números o los signos . _ @ : | ~ + -`,
  enter: 'Ver mi semana',
  change: 'Otro árbitro',

  closingOf: (n) => `La semana ${n} cierra`,
  closingWhen: (when) => `el ${when}, hora de Bogotá`,
  closingNow: 'Cerrando la semana…',
  closingUnknown: 'No pudimos saber cuándo es el próximo cierre.',
  remaining: ({ days, hours, minutes, seconds }) =>
    [days && `${days} d`, `${hours} h`, `${minutes} min`, !days && `${seconds} s`].filter(Boolean).join(' '),

  weekTitle: (n) => `Semana ${n}`,
  thisWeek: 'Esta semana',
  previousWeek: 'Semana anterior',
  nextWeek: 'Semana siguiente',
  status: { OPEN: 'Abierta', CLOSED: 'Cerrada', EXPIRED: 'Vencida', MISSING: 'Sin registrar' },
  weekLoading: 'Leyendo la semana…',
  weekMissing: 'Aún no has registrado esta semana. Agrega abajo tu primera franja y quedará guardada.',
  weekEmpty: 'Esta semana no tiene franjas: así, nadie podrá designarte. Agrega una abajo.',
  weekClosed: (when) => `Cerrada el ${when}. Ya no admite cambios.`,
  weekExpired: 'Esta semana venció. Ya no admite cambios.',
  weekSummary: (slots, hours) => `${count(slots, 'franja', 'franjas')} · ${count(hours, 'hora', 'horas')}`,
  weekUpdated: (when) => `actualizada: ${when}`,
  noSlots: 'Sin franjas',
  slotSpoken: (start, end) => `de ${start} a ${end}`,
  removeSlot: (day, start, end) => `Quitar ${day}, de ${start} a ${end}`,

  formTitle: 'Agregar una franja',
  day: 'Día',
  start: 'Desde',
  end: 'Hasta',
  add: 'Agregar',
  saving: 'Guardando…',
  objection: {
    startMissing: 'Escribe a qué hora empieza la franja.',
    endMissing: 'Escribe a qué hora termina la franja.',
    endBeforeStart: 'La franja debe terminar después de empezar.',
    tooMany: 'Una semana admite hasta 50 franjas. Une o quita alguna antes de agregar otra.',
    overlaps: 'Se cruza con otra franja de ese día. Ajusta las horas o quita la otra.',
  },

  retry: 'Reintentar',
  notice: {
    changedElsewhere: 'Tu semana cambió desde otro lugar. Ya ves la versión más reciente: revisa y repite tu cambio.',
    alreadyClosed: 'Esta semana ya cerró y no admite cambios. Si es un error, habla con la coordinación.',
    refused: (said) => `No se guardó: ${said || 'el servidor no aceptó el cambio.'}`,
    notAllowed: 'No tienes permiso para ver o cambiar esta semana.',
    serverTrouble: (status) => `El servidor tuvo un problema (${status}). No perdiste nada; inténtalo de nuevo.`,
    unreachable: 'No pudimos hablar con el servidor. Revisa tu conexión e inténtalo de nuevo.',
  },

  eventsTitle: 'Eventos en vivo',
  eventsEmpty: 'Todo tranquilo. Deja esta página abierta: lo que ocurra aparecerá aquí al instante.',
  eventsLost: 'Se perdió la conexión y seguimos intentándolo. Al volver leeremos tu semana de nuevo.',
  reconnect: 'Reconectar',
  stopped: {
    4500: 'Tu sesión ya no es válida. Vuelve a entrar.',
    4501: 'Esta página y el servidor no se entendieron. Recárgala.',
    4503: 'Un administrador cerró esta conexión.',
    4504: 'Tienes demasiadas ventanas abiertas. Cierra alguna y reconecta.',
    4507: 'No tienes permiso para recibir estos eventos.',
  },
  details: 'Contenido',

  role: { referee: 'árbitro central', assistant: 'árbitro asistente', fourth: 'cuarto árbitro', var: 'VAR' },
  event: {
    closed: { title: 'Disponibilidad Cerrada', text: (n) => `Tu disponibilidad${week(n)} ha sido cerrada.` },
    expired: { title: 'Disponibilidad Vencida', text: (n) => `Tu disponibilidad${week(n)} venció.` },
    updated: {
      title: 'Disponibilidad Actualizada',
      text: (n, slots) => `Tu disponibilidad${week(n)} ${slots === undefined ? 'cambió' : `tiene ahora ${count(slots, 'franja', 'franjas')}`}.`,
    },
    assigned: { title: 'Partido Asignado', text: (what) => `Tienes un partido${what}.` },
    confirmed: { title: 'Partido Confirmado', text: (what) => `Confirmaste tu partido${what}.` },
    cancelled: { title: 'Partido Cancelado', text: (what) => `Ya no tienes este partido${what}.` },
    match: (parts) => (parts.length ? `: ${parts.join(', ')}` : ''),
    notification: { title: 'Notificación' },
    custom: { text: 'Evento personalizado.' },
  },
};

function week(n) {
  return n === undefined ? '' : ` de la semana ${n}`;
}
